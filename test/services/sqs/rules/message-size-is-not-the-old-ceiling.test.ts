import { messageSizeIsNotTheOldCeiling } from '#shared/services/sqs/rules/message-size-is-not-the-old-ceiling';
import { aQueue } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(messageSizeIsNotTheOldCeiling, {
  valid: {
    'the default of 1 MiB': [aQueue('jobs')],
    'a limit of its own': [aQueue('jobs', { maximumMessageSize: 65_536 })],
  },
  invalid: {
    'the limit of former years': {
      drawn: [aQueue('jobs', { maximumMessageSize: 262_144 })],
      message:
        'jobs refuses messages above 256 KiB, the limit until August 2025: leave the setting out for 1 MiB, unless it is meant',
      at: { resource: 'jobs', field: 'maximumMessageSize' },
      remedy: 'Take messages of up to 1 MiB',
    },
  },
});
