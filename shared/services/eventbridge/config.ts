import { z } from 'zod';
import { choice, duration, flag, share, text } from '#shared/model/field';

const ARCHIVE = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html';
const asOf = '2026-11-23';

const BUSES = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html';

export const config = z.looseObject({
  bus: choice(
    {
      title: 'Bus',
      help: 'Every account has one default bus in each Region, to which AWS services send their events.',
      labels: { custom: 'Custom', default: 'Default bus of the account', partner: 'Partner event bus' },
      defaultFrom: 'assumption',
      source: BUSES,
      asOf,
    },
    'custom',
  ),
  partnerSource: text(
    {
      title: 'Partner event source',
      help: 'Its name, which the bus has too: aws.partner/appflow/salesforce.com/123456789012/accounts.',
      appliesWhen: { field: 'bus', is: ['partner'] },
      source: 'https://docs.aws.amazon.com/appflow/latest/userguide/EventBridge.html',
      asOf,
    },
    '',
  ),
  deliveryDelay: duration(
    {
      title: 'Delivery delay',
      help: 'Mean time from PutEvents to the first delivery. AWS promises none: measure IngestionToInvocationStartLatency.',
      min: 0,
      max: 60,
      defaultFrom: 'assumption',
    },
    0.1,
  ),
  hasArchive: flag(
    {
      title: 'Archive',
      help: 'Keeps events, so that they can be sent again to the rules of the bus.',
      defaultFrom: 'aws',
      source: ARCHIVE,
      asOf,
    },
    false,
  ),
  archiveShare: share(
    {
      title: 'Share that is archived',
      help: 'Share of the events that match the archive’s own pattern.',
      appliesWhen: { field: 'hasArchive', is: [true] },
      group: 'more',
      defaultFrom: 'assumption',
    },
    1,
  ),
  archiveRetention: duration(
    {
      title: 'Archive retention',
      help: 'In whole days.',
      min: 86_400,
      max: 315_360_000,
      appliesWhen: { field: 'hasArchive', is: [true] },
      unset: 'for ever',
      source: ARCHIVE,
      asOf,
    },
    undefined,
  ),
  replayedShare: share(
    {
      title: 'Share that is replayed',
      help: 'Events replayed in a month as a share of those archived in a month, for the bill. What a replay costs behind the bus is not counted.',
      max: 100,
      appliesWhen: { field: 'hasArchive', is: [true] },
      group: 'more',
      defaultFrom: 'assumption',
    },
    0,
  ),
});

/** What EventBridge takes as the name of a partner event source (API_CreateEventBus, EventSourceName, 2026-11-27). */
export const isPartnerSource = (name: string): boolean => /^aws\.partner(\/[.\-_A-Za-z0-9]+){2,}$/.test(name.trim());

export type BusConfig = z.infer<typeof config>;
