/** Integrations that are not modelled. */
import type { StatedRefusal } from '#shared/model/service';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'integrate',
    to: 'http',
    why: 'HTTP integrations, which pass a request on to another API by its URL, are not modelled',
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html',
    asOf: '2026-11-23',
  },
];
