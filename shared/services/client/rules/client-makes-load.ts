import type { ResourceRule } from '#shared/model/rule';
import type { ClientConfig } from '../config';

export const clientMakesLoad: ResourceRule<ClientConfig> = {
  id: 'client/client-makes-load',
  title: 'a client makes requests',
  severity: 'info',
  category: 'semantics',
  why: 'A client without a rate puts no load on anything: no limit is used, nothing is paid for, and a run shows nothing.',
  source: 'https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/capacity-planning.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report) {
    if (config.rate > 0 || outbound.length === 0) return;
    report({ resource: id, field: 'rate' }, `${name} makes no requests: give it the rate that you expect`);
  },
};
