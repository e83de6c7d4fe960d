import { endpointBufferFits } from '#shared/services/firehose/rules/endpoint-buffer-fits';
import { aBucket, aDelivery, anEndpoint, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const posting = (bufferSize: number) => [
  aDelivery('delivery', { bufferSize }),
  anEndpoint(),
  aBucket(),
  joined('firehose/endpoint-destination', 'delivery', 'partner'),
  joined('firehose/failed-records', 'delivery', 'bucket'),
];

testRule(endpointBufferFits, {
  valid: { '64 MiB': posting(64) },
  invalid: {
    'what only a bucket may have': {
      drawn: posting(128),
      message: 'delivery gathers 128 MiB for partner, but AWS takes 64 MiB at most',
      at: { resource: 'delivery', field: 'bufferSize' },
      remedy: 'Gather 64 MiB',
    },
  },
});
