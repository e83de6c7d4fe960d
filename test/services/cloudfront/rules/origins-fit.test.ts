import { originsFit } from '#shared/services/cloudfront/rules/origins-fit';
import { aDistribution, aFunction, anAccount, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const many = (count: number) => [
  aDistribution(),
  ...numbered(count, (n) => [
    aFunction(`f${n}`),
    joined('cloudfront/function-url-origin', 'cdn', `f${n}`, { pathPattern: n === 1 ? '*' : `/${n}/*` }),
  ]),
];

testRule(originsFit, {
  valid: {
    '75 behaviours and the default': many(76),
    'more, where AWS raised the quota': [anAccount({ quotas: { 'cloudfront/behaviors': 90 } }), ...many(77)],
  },
  invalid: {
    'one behaviour too many': {
      drawn: many(77),
      message:
        'cdn has 77 origins, each with a behaviour, and 76 fit: put several paths behind one API, or have the quota raised',
      at: { resource: 'cdn' },
    },
  },
});
