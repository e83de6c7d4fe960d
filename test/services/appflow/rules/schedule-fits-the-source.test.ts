import { scheduleFitsTheSource } from '#shared/services/appflow/rules/schedule-fits-the-source';
import { aFlow } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(scheduleFitsTheSource, {
  valid: {
    'Salesforce every minute': [aFlow('flow', { every: 60 })],
    'Google Analytics once a day': [aFlow('flow', { source: 'google-analytics', every: 86_400 })],
  },
  invalid: {
    'Google Analytics every hour': {
      drawn: [aFlow('flow', { source: 'google-analytics', every: 3600 })],
      message: 'flow runs every 3,600 s but Google Analytics may be read every 1 day at most: run it less often',
      at: { resource: 'flow', field: 'every' },
      remedy: 'Run flow every 1 day',
    },
    'Marketo every five minutes': {
      drawn: [aFlow('flow', { source: 'marketo', every: 300 })],
      message: 'flow runs every 300 s but Marketo may be read every 3,600 s at most: run it less often',
      at: { resource: 'flow', field: 'every' },
      remedy: 'Run flow every 3,600 s',
    },
  },
});
