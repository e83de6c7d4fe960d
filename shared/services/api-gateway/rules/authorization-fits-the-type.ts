import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { authorizersOf } from '../authorizers';
import type { ApiConfig } from '../config';

export const authorizationFitsTheType: ResourceRule<ApiConfig> = {
  id: 'api-gateway/authorization-fits-the-type',
  title: 'an API checks what APIs of its type can, and asks no function besides',
  severity: 'error',
  category: 'limits',
  why: 'Only HTTP APIs check a JWT by themselves, which one of a Cognito user pool is too, and only REST APIs ask a Cognito user pool; WebSocket APIs check signatures alone. A route has one kind of authorization: where a function decides, nothing else is checked.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html',
  asOf: '2026-11-27',
  check({ id, name, config: { type, authorization }, outbound }, report) {
    const at = { resource: id, field: 'authorization' };
    const [authorizer] = authorizersOf({ outbound });
    if (authorization !== 'none' && authorizer) {
      report(
        at,
        `${name} asks ${authorizer.to.resource.name} who may come in, and checks nothing by itself besides: let callers prove themselves to the function`,
        set('Leave it to the function', { resource: id }, 'authorization', 'none'),
      );
    } else if (authorization === 'cognito' && type === 'HTTP') {
      report(
        at,
        `${name} is an HTTP API, which asks no user pool: let it check the JWT that the user pool issues`,
        set('Check a JWT', { resource: id }, 'authorization', 'jwt'),
      );
    } else if (authorization === 'jwt' && type === 'REST') {
      report(
        at,
        `${name} is a REST API, which checks no JWT by itself: make it an HTTP API, let it ask a Cognito user pool, or draw a Lambda authorizer`,
      );
    } else if (type === 'WEBSOCKET' && (authorization === 'jwt' || authorization === 'cognito')) {
      report(
        at,
        `${name} is a WebSocket API, which checks signatures alone: let callers sign, or draw a Lambda authorizer`,
        set('Check signatures by IAM', { resource: id }, 'authorization', 'iam'),
      );
    }
  },
};
