/** Settings of an integration: the route that leads to it, and its share of the traffic. */
import { z } from 'zod';
import { choice, flag, share, text } from '#shared/model/field';
import { throttleFields } from './throttle-config';

const PARAMETERS =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-s3.html';
const asOf = '2026-11-27';

const METHOD = { title: 'Method', defaultFrom: 'assumption' } as const;
const PATH = { title: 'Path', defaultFrom: 'assumption' } as const;

const route = {
  method: choice(
    { ...METHOD, labels: { ANY: 'ANY', GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE' } },
    'POST',
  ),
  path: text({ ...PATH, help: 'Of the route, for example /orders or /orders/{id}.' }, '/'),
  trafficShare: share(
    {
      title: 'Share of the traffic',
      help: 'Share of the API’s requests that take this route, but for those of pipes, which take the one that they call. Unset: the routes share what is left evenly.',
      unset: 'an even share',
    },
    undefined,
  ),
  isOpen: flag(
    {
      title: 'Open to anyone',
      help: 'The API’s authorizer, where it has one, is not asked: a sign-in, or a health check.',
      group: 'more',
    },
    false,
  ),
  ...throttleFields,
};

export const config = z.looseObject(route);
export type IntegrationConfig = z.infer<typeof config>;

export const objectConfig = z.looseObject({
  ...route,
  method: choice(
    {
      ...METHOD,
      help: 'GET gets the object, PUT puts it, DELETE deletes it; POST puts one under a key that ends with the id of the request.',
      labels: { GET: 'GET', PUT: 'PUT', POST: 'POST', DELETE: 'DELETE' },
      source: PARAMETERS,
      asOf,
    },
    'PUT',
  ),
  path: text(
    {
      ...PATH,
      help: 'Its parameters, joined by slashes, are the key behind the prefix: /files/{name}, or /files/{key+} for keys with slashes.',
      source: PARAMETERS,
      asOf,
    },
    '/files/{name}',
  ),
  keyPrefix: text(
    {
      title: 'Key prefix',
      help: 'With what the keys begin: uploads/. The API’s role is allowed these keys only. Empty: all of the bucket.',
      defaultFrom: 'assumption',
    },
    '',
  ),
});
export type ObjectConfig = z.infer<typeof objectConfig>;

/** What S3 does for a route of a method. */
export function objectOperation(method: ObjectConfig['method']): 'GetObject' | 'PutObject' | 'DeleteObject' {
  if (method === 'GET') return 'GetObject';
  return method === 'DELETE' ? 'DeleteObject' : 'PutObject';
}
