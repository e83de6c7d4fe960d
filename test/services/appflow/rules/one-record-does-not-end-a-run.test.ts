import { oneRecordDoesNotEndARun } from '#shared/services/appflow/rules/one-record-does-not-end-a-run';
import { aFlow } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(oneRecordDoesNotEndARun, {
  valid: {
    'invalid records that are left out': [aFlow('flow', { validation: 'drop', invalidShare: 0.1 })],
    'records that are all valid': [aFlow('flow', { validation: 'end' })],
  },
  invalid: {
    'one invalid record in ten thousand': {
      drawn: [aFlow('flow', { pull: 'full', records: 10_000, validation: 'end', invalidShare: 0.0001 })],
      message:
        '63 % of the runs of flow end at an invalid record and write nothing, valid records neither: leave the invalid ones out instead',
      at: { resource: 'flow', field: 'validation' },
      remedy: 'Leave invalid records of flow out',
    },
  },
});
