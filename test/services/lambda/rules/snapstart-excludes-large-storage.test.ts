import { snapstartExcludesLargeStorage } from '#shared/services/lambda/rules/snapstart-excludes-large-storage';
import { aFunction } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(snapstartExcludesLargeStorage, {
  valid: {
    '512 MB': [aFunction('worker', { runtime: 'java21', snapStart: true })],
    'more without SnapStart': [aFunction('worker', { ephemeralStorage: 2048 })],
  },
  invalid: {
    'more with SnapStart': {
      drawn: [aFunction('worker', { runtime: 'java21', snapStart: true, ephemeralStorage: 2048 })],
      message:
        'worker has SnapStart and 2,048 MB of ephemeral storage, but SnapStart allows 512 MB: lower the storage, or turn SnapStart off',
      at: { resource: 'worker', field: 'ephemeralStorage' },
      remedy: 'Set ephemeral storage to 512 MB',
    },
  },
});
