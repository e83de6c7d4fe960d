import { repeatedRequestsAreRecognised } from '#shared/services/http-endpoint/rules/repeated-requests-are-recognised';
import { aFunction, anEndpoint, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (attempts: number, isIdempotent: boolean) => [
  aFunction('charge'),
  anEndpoint('bank', { isIdempotent }),
  joined('lambda/http-call', 'charge', 'bank', { attempts }),
];

testRule(repeatedRequestsAreRecognised, {
  valid: { 'one attempt': drawn(1, false), 'an endpoint that knows a repeated request': drawn(3, true) },
  invalid: {
    'several attempts at one that does not': {
      drawn: drawn(3, false),
      message:
        'charge may send bank a request twice: send an idempotency key that bank knows, then say that it recognises repeated requests',
      at: { resource: 'bank', field: 'isIdempotent' },
      remedy: 'bank recognises repeated requests',
    },
  },
});
