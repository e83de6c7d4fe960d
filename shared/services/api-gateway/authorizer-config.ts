/** Settings of a Lambda authorizer: what it is told, how long its answer counts, and who comes. */
import { z } from 'zod';
import { choice, count, duration, share, text } from '#shared/model/field';

const RESULTS = 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html';
const AUTHORIZERS =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html';
const asOf = '2026-11-27';

/** Longest time for which API Gateway keeps a result, seconds (API_CreateAuthorizer). */
const LONGEST_TTL = 3600;

export const authorizerConfig = z.looseObject({
  resultTtl: duration(
    {
      title: 'Cache results for',
      help: 'How long the answer for one identity counts without the function being asked again; 0 asks it each time. A WebSocket API asks for each connection, whatever stands here.',
      min: 0,
      max: LONGEST_TTL,
      whole: true,
      defaultFrom: 'aws',
      source: RESULTS,
      asOf,
    },
    300,
  ),
  callers: count(
    {
      title: 'Callers',
      help: 'Different identities, such as tokens, among which the requests divide evenly. The fewer, the more often a result is in the cache.',
      min: 1,
      max: 1_000_000,
      defaultFrom: 'assumption',
    },
    1000,
  ),
  deniedShare: share(
    {
      title: 'Denied',
      help: 'Share of the requests that the answer keeps out: 401 or 403, and nothing behind the API runs.',
      defaultFrom: 'assumption',
    },
    0,
  ),
  identitySource: choice(
    {
      title: 'Identity comes in',
      help: 'Where a request carries its identity, by which results are cached. Without it the client gets 401, and the function is not asked. A browser cannot set headers for a WebSocket.',
      labels: { header: 'a header', query: 'a query parameter' },
      source: RESULTS,
      asOf,
    },
    'header',
  ),
  identityName: text(
    {
      title: 'Its name',
      help: 'Of the header or the query parameter.',
      defaultFrom: 'assumption',
    },
    'Authorization',
  ),
  form: choice(
    {
      title: 'The function is told',
      help: 'The request with its headers and parameters, or, by REST APIs only, the token in the header and nothing else.',
      labels: { request: 'the request', token: 'the token' },
      group: 'more',
      source: AUTHORIZERS,
      asOf,
    },
    'request',
  ),
});

export type AuthorizerConfig = z.infer<typeof authorizerConfig>;
