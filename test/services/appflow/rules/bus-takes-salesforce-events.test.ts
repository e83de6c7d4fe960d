import { busTakesSalesforceEvents } from '#shared/services/appflow/rules/bus-takes-salesforce-events';
import { aBus, aFlow, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(busTakesSalesforceEvents, {
  valid: {
    'change events of Salesforce': [
      aFlow('flow', { trigger: 'event' }),
      aBus('bus', { bus: 'partner', partnerSource: 'aws.partner/appflow/salesforce.com/1/a' }),
      joined('appflow/bus-destination', 'flow', 'bus'),
    ],
  },
  invalid: {
    'records that a schedule reads': {
      drawn: [
        aFlow('flow', { source: 'zendesk' }),
        aBus('bus', { bus: 'partner', partnerSource: 'aws.partner/appflow/salesforce.com/1/a' }),
        joined('appflow/bus-destination', 'flow', 'bus'),
      ],
      message:
        'flow carries no change events of Salesforce, so that bus cannot be its destination: let Salesforce’s events trigger it, or write to a bucket',
      at: { connection: 'flow--bus' },
      remedy: 'Let Salesforce’s events trigger flow',
    },
  },
});
