import { responsesCountTheObjects } from '#shared/services/api-gateway/rules/responses-count-the-objects';
import { aBucket, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (method: string, responseSize: number, objectSize?: number) => [
  anApi('api', { responseSize }),
  aBucket('bucket', objectSize === undefined ? {} : { objectSize }),
  joined('api-gateway/s3-integration', 'api', 'bucket', { method, trafficShare: 0.5 }),
];

testRule(responsesCountTheObjects, {
  valid: {
    'a mean that holds half an object': drawn('GET', 1_048_576, 2_097_152),
    'objects of unknown size': drawn('GET', 1024),
    'objects that are written': drawn('PUT', 1024, 2_097_152),
    'objects that no API can answer with': drawn('GET', 1024, 20_971_520),
  },
  invalid: {
    'half of the answers with 2 MiB': {
      drawn: drawn('GET', 1024, 2_097_152),
      message:
        'responses of api have 1 KiB on average but the objects of bucket alone make it 1 MiB: state at least that, which the bill counts as data transfer out',
      at: { resource: 'api', field: 'responseSize' },
      remedy: 'Set the response size to 1 MiB',
    },
  },
});
