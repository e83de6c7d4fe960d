import { filterShareHasAPattern } from '#shared/services/pipes/rules/filter-share-has-a-pattern';
import { aPipe, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (filterPattern: string, filterShare: number) => [
  aQueue('jobs'),
  aPipe(),
  joined('pipes/queue-source', 'jobs', 'pipe', { filterPattern, filterShare }),
];

testRule(filterShareHasAPattern, {
  valid: { 'everything passes': drawn('', 1), 'a pattern': drawn('{"body": {"type": ["order"]}}', 0.3) },
  invalid: {
    'a share without a pattern': {
      drawn: drawn('', 0.3),
      message:
        '30 % are to pass pipe but there is no filter pattern: the exported pipe passes everything on; write the pattern',
      at: { connection: 'jobs--pipe', field: 'filterPattern' },
      remedy: 'Count on everything',
    },
  },
});
