/** What event notifications need in a template. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same, statements } from '../policies';
import { need, type TemplateReader, type Wiring } from './reader';

export const s3: Wiring = {
  's3/function-notification': (connection, template) => {
    const { to } = connection;
    return [
      ...need(notifies(template, connection, 'LambdaFunction', template.callableArn(to.resource)), 'no notification'),
      ...need(template.mayInvoke('s3.amazonaws.com', to.resource), 'no permission'),
    ];
  },
  's3/queue-notification': (connection, template) => {
    const { from, to } = connection;
    return [
      ...need(notifies(template, connection, 'Queue', template.arn(to.resource)), 'no notification'),
      ...need(takesFrom(template, 'AWS::SQS::QueuePolicy', to.resource, from.resource), 'no queue policy'),
    ];
  },
  's3/bus-notification': ({ from }, template) =>
    need(
      template.some('Custom::S3BucketNotifications', (told) => {
        const wanted = (told['NotificationConfiguration'] as Readonly<Record<string, unknown>>)[
          'EventBridgeConfiguration'
        ];
        return same(told['BucketName'], template.ref(from.resource)) && same(wanted, {});
      }),
      'no delivery to EventBridge',
    ),
  's3/topic-notification': (connection, template) => {
    const { from, to } = connection;
    return [
      ...need(notifies(template, connection, 'Topic', template.ref(to.resource)), 'no notification'),
      ...need(takesFrom(template, 'AWS::SNS::TopicPolicy', to.resource, from.resource), 'no topic policy'),
    ];
  },
};

/** The event type and the filter are those of the drawing. */
function notifies(
  template: TemplateReader,
  { from, config }: Connection,
  what: 'LambdaFunction' | 'Queue' | 'Topic',
  arn: unknown,
): boolean {
  const filters = ['suffix', 'prefix'].filter((name) => config[name] !== '');
  const wanted = {
    Events: [config['event'] === 'removed' ? 's3:ObjectRemoved:*' : 's3:ObjectCreated:*'],
    ...(filters.length > 0
      ? { Filter: { Key: { FilterRules: filters.map((name) => ({ Name: name, Value: config[name] })) } } }
      : {}),
    [`${what}Arn`]: arn,
  };
  return template.some('Custom::S3BucketNotifications', (told) => {
    const all = told['NotificationConfiguration'] as Readonly<Record<string, readonly unknown[] | undefined>>;
    return (
      same(told['BucketName'], template.ref(from.resource)) &&
      (all[`${what}Configurations`] ?? []).some((each) => same(each, wanted))
    );
  });
}

/** The receiver’s policy lets this bucket send. */
function takesFrom(template: TemplateReader, type: string, receiver: Resource, bucket: Resource): boolean {
  const action = type === 'AWS::SQS::QueuePolicy' ? 'sqs:SendMessage' : 'sns:Publish';
  return template.some(
    type,
    (policy) =>
      mentions(policy['Queues'] ?? policy['Topics'], template.main(receiver).id) &&
      statements(policy['PolicyDocument']).some(
        (statement) =>
          [statement.Action].flat().includes(action) &&
          same(statement.Principal, { Service: 's3.amazonaws.com' }) &&
          mentions(statement.Condition, template.main(bucket).id),
      ),
  );
}
