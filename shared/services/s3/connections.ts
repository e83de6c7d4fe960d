/** Event notifications: to functions, queues, topics and the default event bus. */
import { z } from 'zod';
import { type Behaviour, type ConnectionKind, defineConnection } from '#shared/model/connection';
import { notificationConfig, type NotificationConfig } from './notification-config';
import { functionNotificationRules, queueNotificationRules, topicNotificationRules } from './rules/index';
import { wiring } from './wiring';

const DESTINATIONS =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html';
const BUS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html';
const asOf = '2026-11-23';

/** What does not depend on the receiver. */
function told(rest: Pick<Behaviour, 'mechanism' | 'onThrottle' | 'permission'> & Partial<Behaviour>): Behaviour {
  return {
    retriedBy: 'service',
    delivery: 'at least once',
    // The sequencer of an event orders those of one key; nothing delivers them so.
    ordering: 'none',
    onFailure:
      'AWS does not say how long S3 tries; no metric tells of what was not delivered, and there is no dead-letter queue',
    ...rest,
  };
}

const badge = ({ event, prefix, suffix, matchShare }: NotificationConfig): string | undefined => {
  const filter = prefix === '' && suffix === '' ? '' : `${prefix}*${suffix}`;
  const share = matchShare < 1 ? `${Math.round(matchShare * 100)} %` : '';
  const words = [event === 'removed' ? 'removed' : '', filter, share].filter((word) => word !== '');
  return words.length === 0 ? undefined : words.join(' · ');
};

const refusesFifo =
  (what: string, instead: string) =>
  ({ fifo }: { readonly fifo: boolean }) =>
    fifo ? { why: `S3 sends no notifications to a FIFO ${what}`, instead, source: DESTINATIONS, asOf } : undefined;

const fifoQueue = refusesFifo('queue', 'use a standard queue, or an event bus whose rule gives a message group id');
const fifoTopic = refusesFifo('topic', 'use a standard topic, or a function that publishes');

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 's3/function-notification',
    title: 'Event notification',
    from: 'notify',
    to: 'invoke',
    invocation: 'asynchronous',
    role: 'work',
    config: notificationConfig,
    summary: 'Each object that is created or removed invokes the function asynchronously.',
    behaviour: () =>
      told({
        mechanism: 'event notification, asynchronous invocation',
        onThrottle:
          'Lambda’s own queue takes the event and tries again, at most for the function’s maximum event age; S3 does not see it',
        permission: 'lambda:InvokeFunction for s3.amazonaws.com, of this bucket and account',
      }),
    badge,
    rules: functionNotificationRules,
    cdk: wiring.functionNotification,
  }),
  defineConnection({
    id: 's3/queue-notification',
    title: 'Event notification',
    from: 'notify',
    to: 'enqueue',
    invocation: 'asynchronous',
    role: 'work',
    config: notificationConfig,
    summary: 'A message for each object that is created or removed is put in the queue.',
    refuses: (_from, to) => fifoQueue(to),
    behaviour: () =>
      told({
        mechanism: 'event notification (SQS)',
        onThrottle: 'a standard queue takes a nearly unlimited rate',
        permission: 'queue policy that allows s3.amazonaws.com to send, and the key policy of an encrypted queue',
      }),
    badge,
    rules: queueNotificationRules,
    cdk: wiring.queueNotification,
  }),
  defineConnection({
    id: 's3/topic-notification',
    title: 'Event notification',
    from: 'notify',
    to: 'publish',
    invocation: 'asynchronous',
    role: 'work',
    config: notificationConfig,
    summary: 'A message for each object that is created or removed is published to the topic.',
    refuses: (_from, to) => fifoTopic(to),
    behaviour: () =>
      told({
        mechanism: 'event notification (SNS)',
        onThrottle: 'S3 tries again; AWS does not say how long',
        permission: 'topic policy that allows s3.amazonaws.com to publish, and the key policy of an encrypted topic',
      }),
    badge,
    rules: topicNotificationRules,
    cdk: wiring.topicNotification,
  }),
  defineConnection({
    id: 's3/bus-notification',
    title: 'Events to the default bus',
    from: 'notify',
    to: 'put-events',
    invocation: 'asynchronous',
    role: 'work',
    config: z.looseObject({}),
    summary: 'Every change of an object is an event of the default bus, charged as a custom event; rules choose.',
    refuses: (_from, { takesServiceEvents }) =>
      takesServiceEvents
        ? undefined
        : {
            why: 'S3 sends its events to the default bus of the account only',
            instead: 'make this bus the default one, or have a rule of the default bus send to it',
            source: BUS,
            asOf,
          },
    behaviour: () =>
      told({
        mechanism: 'EventBridge delivery of the bucket',
        onThrottle: 'nothing is refused: events of services count against no quota of PutEvents',
        permission: 'none: the bucket’s EventBridge delivery is turned on',
      }),
    rules: [],
    cdk: wiring.busNotification,
  }),
];
