import { sharesAreWhole } from '#shared/services/cloudfront/rules/shares-are-whole';
import { aDistribution, aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const origins = (api: Record<string, unknown>, pages: Record<string, unknown>) => [
  aDistribution(),
  anApi(),
  aFunction('pages'),
  joined('cloudfront/http-origin', 'cdn', 'api', { pathPattern: '/api/*', ...api }),
  joined('cloudfront/function-url-origin', 'cdn', 'pages', pages),
];

testRule(sharesAreWhole, {
  valid: {
    'shares that add up': origins({ trafficShare: 0.2 }, { trafficShare: 0.8 }),
    'a share, and an origin for the rest': origins({ trafficShare: 0.2 }, {}),
    'no shares': origins({}, {}),
  },
  invalid: {
    'shares that leave requests without an origin': {
      drawn: origins({ trafficShare: 0.2 }, { trafficShare: 0.7 }),
      message: 'the origins of cdn take 90 % of its requests: make the shares add up to 100 %',
      at: { resource: 'cdn' },
      remedy: 'Share the requests evenly',
    },
  },
});
