/** Event notifications in an exported CDK app. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { type Code, object, quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { objectEventHandler } from './handler';
import type { NotificationConfig } from './notification-config';

type Notification<To extends 'invoke' | 'enqueue' | 'publish'> = Connection<NotificationConfig, 'notify', To>;

export const wiring = {
  functionNotification(connection: Notification<'invoke'>, context: EmitContext): ConnectionCode {
    return {
      ...notification(connection, `LambdaDestination(${context.target(connection.to.resource)})`, context),
      invocation: { form: 'object-event', handler: objectEventHandler },
    };
  },
  queueNotification: (connection: Notification<'enqueue'>, context: EmitContext): ConnectionCode =>
    notification(connection, `SqsDestination(this.${context.member(connection.to.resource)})`, context),
  busNotification: ({ from }: Connection<Record<string, unknown>, 'notify', 'put-events'>): ConnectionCode => ({
    properties: { [from.resource.id]: { eventBridgeEnabled: 'true' } },
  }),
  topicNotification: (connection: Notification<'publish'>, context: EmitContext): ConnectionCode =>
    notification(connection, `SnsDestination(this.${context.member(connection.to.resource)})`, context),
};

/** The bucket’s own construct is left as it is: a resource of the CDK’s sets its notifications afterwards. */
function notification(
  connection: Connection<NotificationConfig>,
  destination: Code,
  context: EmitContext,
): ConnectionCode {
  const { config, from, to } = connection;
  const bucket = context.member(from.resource);
  const { event, prefix, suffix, matchShare } = config;
  const filter = prefix === '' && suffix === '' ? '' : `, ${filterCode(config)}`;
  return {
    imports: { s3: 'aws-cdk-lib/aws-s3', notifications: 'aws-cdk-lib/aws-s3-notifications' },
    statements: [
      `this.${bucket}.addEventNotification(s3.EventType.OBJECT_${event.toUpperCase()}, new notifications.${destination}${filter});`,
    ],
    // The policy of a queue or topic names the bucket; a function's permission stands beside the bucket.
    references: to.contract === 'invoke' ? [] : [{ holder: to.resource.id, target: from.resource.id, by: 'beside' }],
    checks: [
      {
        title: `${from.resource.name} tells of its objects`,
        type: 'Custom::S3BucketNotifications',
        properties: { BucketName: `stack.resolve(stack.${bucket}.bucketName)` },
      },
    ],
    notes:
      matchShare < 1 && filter === ''
        ? [
            `The drawing lets ${Math.round(matchShare * 100)} % of the events of ${from.resource.name} through to ${to.resource.name}, but states no prefix or suffix: without one all come.`,
          ]
        : [],
  };
}

const filterCode = ({ prefix, suffix }: NotificationConfig): Code =>
  object({
    prefix: prefix === '' ? undefined : quote(prefix),
    suffix: suffix === '' ? undefined : quote(suffix),
  });
