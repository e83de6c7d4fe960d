import { snapstartExcludesProvisioned } from '#shared/services/lambda/rules/snapstart-excludes-provisioned';
import { aFunction } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(snapstartExcludesProvisioned, {
  valid: {
    'SnapStart alone': [aFunction('worker', { runtime: 'java21', snapStart: true })],
  },
  invalid: {
    both: {
      drawn: [aFunction('worker', { runtime: 'java21', snapStart: true, provisionedConcurrency: 10 })],
      message:
        'worker has SnapStart and 10 provisioned environments, but Lambda allows one of the two: turn SnapStart off, or provision none',
      at: { resource: 'worker', field: 'snapStart' },
      remedy: 'Turn SnapStart off',
    },
  },
});
