import { filterPatternIsJson } from '#shared/services/pipes/rules/filter-pattern-is-json';
import { aPipe, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (filterPattern: string) => [
  aQueue('jobs'),
  aPipe(),
  joined('pipes/queue-source', 'jobs', 'pipe', { filterPattern }),
];
const wrong = (filterPattern: string) => ({
  drawn: drawn(filterPattern),
  message:
    'the filter pattern is not a JSON object, and EventBridge refuses it: write it like {"eventName": ["INSERT"]}',
  at: { connection: 'jobs--pipe', field: 'filterPattern' },
});

testRule(filterPatternIsJson, {
  valid: { 'no pattern': drawn(' '), 'an object': drawn('{"body": {"type": ["order"]}}') },
  invalid: { 'no JSON': wrong('type = order'), 'a list': wrong('["order"]') },
});
