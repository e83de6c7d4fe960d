import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { AuthorizerConfig } from '../authorizer-config';

export const tokensComeInAHeaderOfRest: ConnectionRule<AuthorizerConfig, 'authorize', 'invoke'> = {
  id: 'api-gateway/tokens-come-in-a-header-of-rest',
  title: 'an authorizer that is told a token is one of a REST API, and the token is in a header',
  severity: 'error',
  category: 'limits',
  why: 'Authorizers that are told the token alone belong to REST APIs and read it from a header. HTTP and WebSocket APIs tell of the request.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html',
  asOf: '2026-11-27',
  check({ id, from, to, config: { form, identitySource } }, report) {
    const { apiType } = from.terms;
    if (form !== 'token' || (apiType === 'REST' && identitySource === 'header')) return;
    const why =
      apiType === 'REST'
        ? 'but the identity is in a query parameter, and a token comes in a header'
        : `which only a REST API does, and ${from.resource.name} is ${apiType === 'HTTP' ? 'an HTTP' : 'a WebSocket'} API`;
    report(
      { connection: id, field: 'form' },
      `${to.resource.name} is to be told the token alone, ${why}: tell it of the request`,
      set('Tell it of the request', { connection: id }, 'form', 'request'),
    );
  },
};
