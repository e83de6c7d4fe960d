import { hasOneAuthorizer } from '#shared/services/api-gateway/rules/has-one-authorizer';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const asks = (guard: string) => joined('api-gateway/lambda-authorizer', 'api', guard);

testRule(hasOneAuthorizer, {
  valid: {
    'an API that asks one function': [anApi(), aFunction('guard'), asks('guard')],
    'an API that asks nobody': [anApi(), aFunction('work'), joined('api-gateway/lambda-proxy', 'api', 'work')],
  },
  invalid: {
    'an API that asks two': {
      drawn: [anApi(), aFunction('guard'), aFunction('porter'), asks('guard'), asks('porter')],
      message: 'api asks guard already, and porter besides: let one function decide',
      at: { connection: 'api--porter' },
      remedy: 'Remove this authorizer',
    },
  },
});
