import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { parametersOf } from '#shared/model/route-path';
import type { ObjectConfig } from '../route-config';

export const objectRoutesNameObjects: ConnectionRule<ObjectConfig, 'integrate', 'keep-objects'> = {
  id: 'api-gateway/object-routes-name-objects',
  title: 'a route to a bucket has the key of the object in its path',
  severity: 'error',
  category: 'semantics',
  why: 'The parameters of the path become the key. Without one, a GET would list the bucket, and a PUT or DELETE would be a request to the bucket itself, which the route’s role may not make. A POST needs none: its key ends with the id of the request.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-s3.html',
  asOf: '2026-11-27',
  check({ id, config: { method, path } }, report) {
    if (method === 'POST' || parametersOf(path).length > 0) return;
    const mended = `${path.replace(/\/+$/, '')}/{name}`;
    report(
      { connection: id, field: 'path' },
      `${method} ${path} names no object: write ${mended}, whose parameter is the key`,
      set(`Set the path to ${mended}`, { connection: id }, 'path', mended),
    );
  },
};
