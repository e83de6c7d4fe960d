import { templatesReadText } from '#shared/services/api-gateway/rules/templates-read-text';
import { aBucket, aFunction, anApi, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (binaryMediaTypes: string, kind: string, to = aQueue('work')) => [
  anApi('api', { binaryMediaTypes }),
  to,
  joined(kind, 'api', 'work'),
];

testRule(templatesReadText, {
  valid: {
    'types that clients do not send messages in': drawn('image/png', 'api-gateway/sqs-integration'),
    'a function that is handed the bytes': drawn('*/*', 'api-gateway/lambda-proxy', aFunction('work')),
    'objects, which pass as they are': drawn('*/*', 'api-gateway/s3-integration', aBucket('work')),
  },
  invalid: {
    'a queue whose messages count as bytes': {
      drawn: drawn('*/*', 'api-gateway/sqs-integration'),
      message:
        'api takes bodies of */* for bytes, but the route to work reads them as text: name the types of the objects one by one, or give the objects an API of their own',
      at: { resource: 'api', field: 'binaryMediaTypes' },
    },
    'a function that is invoked asynchronously with JSON': {
      drawn: drawn('image/png, application/json', 'api-gateway/lambda-async', aFunction('work')),
      message:
        'api takes bodies of application/json for bytes, but the route to work reads them as text: name the types of the objects one by one, or give the objects an API of their own',
      at: { resource: 'api', field: 'binaryMediaTypes' },
    },
  },
});
