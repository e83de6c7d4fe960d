import { objectRoutesNameObjects } from '#shared/services/api-gateway/rules/object-routes-name-objects';
import { aBucket, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const routed = (method: string, path: string) => [
  anApi(),
  aBucket(),
  joined('api-gateway/s3-integration', 'api', 'bucket', { method, path }),
];

testRule(objectRoutesNameObjects, {
  valid: {
    'a path that ends with the key': routed('GET', '/files/{name}'),
    'keys with slashes': routed('DELETE', '/{key+}'),
    'a POST, whose key is the id of the request': routed('POST', '/files'),
  },
  invalid: {
    'a GET of the whole bucket': {
      drawn: routed('GET', '/'),
      message: 'GET / names no object: write /{name}, whose parameter is the key',
      at: { connection: 'api--bucket', field: 'path' },
      remedy: 'Set the path to /{name}',
    },
    'a PUT without a key': {
      drawn: routed('PUT', '/files/'),
      message: 'PUT /files/ names no object: write /files/{name}, whose parameter is the key',
      at: { connection: 'api--bucket', field: 'path' },
      remedy: 'Set the path to /files/{name}',
    },
  },
});
