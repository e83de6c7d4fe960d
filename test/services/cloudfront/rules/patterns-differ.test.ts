import { patternsDiffer } from '#shared/services/cloudfront/rules/patterns-differ';
import { aDistribution, aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const origins = (api: string, pages: string) => [
  aDistribution(),
  anApi(),
  aFunction('pages'),
  joined('cloudfront/http-origin', 'cdn', 'api', { pathPattern: api }),
  joined('cloudfront/function-url-origin', 'cdn', 'pages', { pathPattern: pages }),
];

testRule(patternsDiffer, {
  valid: { 'a pattern and the rest': origins('/api/*', '*') },
  invalid: {
    'the same pattern twice': {
      drawn: origins('*', '*'),
      message: 'api and pages both answer * of cdn: give one of them another pattern',
      at: { connection: 'cdn--pages', field: 'pathPattern' },
    },
    'patterns that leave the rest': {
      drawn: origins('/api/*', '/pages/*'),
      message: 'no origin of cdn has the pattern *: one has to take what no other pattern matches',
      at: { resource: 'cdn' },
    },
  },
});
