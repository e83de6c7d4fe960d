import { snapstartIsSupported } from '#shared/services/lambda/rules/snapstart-is-supported';
import { aFunction } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(snapstartIsSupported, {
  valid: {
    Java: [aFunction('worker', { runtime: 'java21', snapStart: true })],
    Python: [aFunction('worker', { runtime: 'python3.13', snapStart: true })],
  },
  invalid: {
    'Node.js': {
      drawn: [aFunction('worker', { runtime: 'nodejs24.x', snapStart: true })],
      message:
        'SnapStart does not exist for nodejs24.x: turn it off, and use provisioned concurrency if nobody may wait for a cold start',
      at: { resource: 'worker', field: 'snapStart' },
      remedy: 'Turn SnapStart off',
    },
    'an OS-only runtime': {
      drawn: [aFunction('worker', { runtime: 'provided.al2023', snapStart: true })],
      message:
        'SnapStart does not exist for provided.al2023: turn it off, and use provisioned concurrency if nobody may wait for a cold start',
      at: { resource: 'worker', field: 'snapStart' },
      remedy: 'Turn SnapStart off',
    },
  },
});
