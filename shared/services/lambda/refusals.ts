/** Calls of a function's code that are not modelled. */
import type { StatedRefusal } from '#shared/model/service';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'code-call',
    to: 'http',
    why: 'HTTP requests of a function’s code to an API are not modelled',
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html',
    asOf: '2026-11-23',
  },
];
