import { eventsFitTheBus } from '#shared/services/appflow/rules/events-fit-the-bus';
import { aBus, aFlow, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(eventsFitTheBus, {
  valid: {
    'events of a kilobyte': [
      aFlow('flow', { trigger: 'event' }),
      aBus('bus', { bus: 'partner', partnerSource: 'aws.partner/appflow/salesforce.com/1/a' }),
      joined('appflow/bus-destination', 'flow', 'bus'),
    ],
    'large records of which few fields are mapped': [
      aFlow('flow', { trigger: 'event', recordSize: 400_000, keptShare: 0.5 }),
      aBus('bus', { bus: 'partner', partnerSource: 'aws.partner/appflow/salesforce.com/1/a' }),
      joined('appflow/bus-destination', 'flow', 'bus'),
    ],
  },
  invalid: {
    'events of half a megabyte': {
      drawn: [
        aFlow('flow', { trigger: 'event', recordSize: 524_288 }),
        aBus('bus', { bus: 'partner', partnerSource: 'aws.partner/appflow/salesforce.com/1/a' }),
        joined('appflow/bus-destination', 'flow', 'bus'),
      ],
      message:
        'events of flow have 512 KiB on average but AppFlow sends 256 KiB: map fewer fields, or let the targets of bus read the address of the object',
      at: { connection: 'flow--bus' },
    },
  },
});
