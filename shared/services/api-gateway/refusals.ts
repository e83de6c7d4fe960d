import type { Refusal } from '#shared/model/connection';

export const OTHER_APIS: Refusal = {
  why: 'requests that one API of the drawing passes on to another are not modelled',
  instead: 'draw what stands behind the other API as an integration of this one',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html',
  asOf: '2026-11-23',
};
