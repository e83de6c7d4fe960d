import { objectsKeepTheirBytes } from '#shared/services/api-gateway/rules/objects-keep-their-bytes';
import { aBucket, anApi, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const toBucket = joined('api-gateway/s3-integration', 'api', 'bucket');

testRule(objectsKeepTheirBytes, {
  valid: {
    'an API for which all bodies are bytes': [anApi('api', { binaryMediaTypes: '*/*' }), aBucket(), toBucket],
    'an API that leads to no bucket': [anApi(), aQueue(), joined('api-gateway/sqs-integration', 'api', 'queue')],
  },
  invalid: {
    'an API that knows of no bytes': {
      drawn: [anApi(), aBucket(), toBucket],
      message:
        'api takes all bodies for text, which damages objects of bucket that are none: state the binary media types, such as */*',
      at: { resource: 'api', field: 'binaryMediaTypes' },
      remedy: 'Set the binary media types to */*',
    },
    'one that also puts bodies in a queue': {
      drawn: [anApi(), aBucket(), aQueue(), toBucket, joined('api-gateway/sqs-integration', 'api', 'queue')],
      message:
        'api takes all bodies for text, which damages objects of bucket that are none: state the binary media types, such as application/octet-stream',
      at: { resource: 'api', field: 'binaryMediaTypes' },
      remedy: 'Set the binary media types to application/octet-stream',
    },
  },
});
