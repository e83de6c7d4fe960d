/** Settings of an event notification: which objects, and which of their changes. */
import { z } from 'zod';
import { choice, share, text } from '#shared/model/field';

const FILTER = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html';
const DESTINATIONS =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html';
const asOf = '2026-11-23';

export const notificationConfig = z.looseObject({
  event: choice(
    {
      title: 'Event',
      help: 'What is told of. Requests that fail are never told of, and deletions by a lifecycle rule need event types of their own.',
      labels: { created: 'Objects created', removed: 'Objects removed' },
      defaultFrom: 'assumption',
      source: DESTINATIONS,
      asOf,
    },
    'created',
  ),
  prefix: text(
    {
      title: 'Prefix',
      help: 'Only of objects whose keys begin so: uploads/. Writers that state another prefix are left out.',
      source: FILTER,
      asOf,
    },
    '',
  ),
  suffix: text({ title: 'Suffix', help: 'Only of objects whose keys end so: .jpg', source: FILTER, asOf }, ''),
  matchShare: share(
    {
      title: 'Share that matches',
      help: 'Share of the written objects that prefix and suffix let through, where the writers’ own prefixes do not tell.',
      defaultFrom: 'assumption',
      source: FILTER,
      asOf,
    },
    1,
  ),
});

export type NotificationConfig = z.infer<typeof notificationConfig>;
