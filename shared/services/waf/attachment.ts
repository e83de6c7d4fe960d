/** Where a web ACL lives: in its Region, or in us-east-1 for the edges of a distribution. */
import type { Resource } from '#shared/model/graph';

/** Requests a second of a regional web ACL; of one on a distribution the distribution’s own quota holds. */
export const REGIONAL = 'waf/regional-requests';

type Sides = Pick<Resource, 'outbound'>;

/** It has a quota of requests of its own. */
export const isRegional = (acl: Sides): boolean => protects(acl, 'regional');

/** The distribution’s quota holds. */
export const isGlobal = (acl: Sides): boolean => protects(acl, 'global');

function protects({ outbound }: Sides, where: 'regional' | 'global'): boolean {
  return outbound.some(({ to }) => 'webAcl' in to.terms && to.terms.webAcl === where);
}
