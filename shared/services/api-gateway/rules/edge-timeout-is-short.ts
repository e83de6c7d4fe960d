import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';

/** The most of an edge-optimised API, which no quota increase raises. */
const MOST = 29;

export const edgeTimeoutIsShort: ResourceRule<ApiConfig> = {
  id: 'api-gateway/edge-timeout-is-short',
  title: 'an edge-optimised API waits no longer than 29 s',
  severity: 'error',
  category: 'limits',
  why: 'The integration timeout of edge-optimised APIs is fixed at 29 s at most: the quota increase is for regional and private APIs only.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, endpoint, integrationTimeout } }, report) {
    if (type !== 'REST' || endpoint !== 'edge' || integrationTimeout <= MOST) return;
    report(
      { resource: id, field: 'integrationTimeout' },
      `${name} waits ${short(integrationTimeout)} s but an edge-optimised API waits ${MOST} s at most: lower it, or make the API regional and have the quota raised`,
      set(`Set the integration timeout to ${MOST} s`, { resource: id }, 'integrationTimeout', MOST),
    );
  },
};
