import { initialisationFitsItsTime } from '#shared/services/lambda/rules/initialisation-fits-its-time';
import { aFunction } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(initialisationFitsItsTime, {
  valid: {
    'a cold start of half a second': [aFunction()],
    'a long one that is done beforehand': [aFunction('worker', { coldStart: 20, provisionedConcurrency: 5 })],
  },
  invalid: {
    'a long one on demand': {
      drawn: [aFunction('worker', { coldStart: 20 })],
      message:
        'worker takes 20 s to start but initialisation is broken off after 10 s and begins again in the first invocation: load less, or use SnapStart or provisioned concurrency',
      at: { resource: 'worker', field: 'coldStart' },
    },
  },
});
