import { unchangedRecordsStay } from '#shared/services/appflow/rules/unchanged-records-stay';
import { aFlow } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(unchangedRecordsStay, {
  valid: {
    'an incremental transfer': [aFlow()],
    'a full transfer of what nearly all changes': [aFlow('flow', { pull: 'full', records: 4000, changes: 1 })],
  },
  invalid: {
    'a full transfer of what seldom changes': {
      drawn: [aFlow('flow', { pull: 'full', records: 200_000, changes: 0.5, every: 300 })],
      message: 'flow moves all 200,000 records every 300 s while about 150 have changed: transfer those alone',
      at: { resource: 'flow', field: 'pull' },
      remedy: 'Transfer what has changed at the source of flow',
    },
  },
});
