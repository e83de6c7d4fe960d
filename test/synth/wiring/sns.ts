/** What subscriptions need in a template. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same, statements } from '../policies';
import { need, type TemplateReader, type Wiring } from './reader';

export const sns: Wiring = {
  'sns/queue-subscription': (connection, template) => {
    const { from, to } = connection;
    return [
      ...need(subscribes(template, connection, 'sqs', template.arn(to.resource)), 'no subscription'),
      ...need(queueAllows(template, to.resource, from.resource), 'no queue policy'),
    ];
  },
  'sns/function-subscription': (connection, template) => {
    const { to } = connection;
    return [
      ...need(subscribes(template, connection, 'lambda', template.callableArn(to.resource)), 'no subscription'),
      ...need(template.mayInvoke('sns.amazonaws.com', to.resource), 'no permission'),
    ];
  },
  'sns/delivery-stream-subscription': (connection, template) => {
    const arn = template.arn(connection.to.resource);
    const roles = template.resources.filter(
      ({ Type, Properties = {} }) =>
        Type === 'AWS::SNS::Subscription' &&
        same(Properties['TopicArn'], template.ref(connection.from.resource)) &&
        same(Properties['Endpoint'], arn),
    );
    const [roleId = ''] = roles.map(
      ({ Properties = {} }) =>
        (Properties['SubscriptionRoleArn'] as { 'Fn::GetAtt'?: readonly string[] } | undefined)?.['Fn::GetAtt']?.[0],
    );
    return [
      ...need(subscribes(template, connection, 'firehose', arn), 'no subscription'),
      ...need(template.attachedMay(roleId, 'firehose:PutRecord', arn), 'a role that may not put records'),
    ];
  },
  'sns/endpoint-subscription': (connection, template) => {
    const { from, to, config } = connection;
    const { retries = 3, retryInterval = 20, receivesPerSecond, ...more } = config as Readonly<Record<string, number>>;
    const { longestRetryInterval = retryInterval, backoffFunction } = more;
    const phases = Object.entries({
      numNoDelayRetries: more['retriesAtOnce'],
      numMinDelayRetries: more['retriesBeforeBackoff'],
      numMaxDelayRetries: more['retriesAfterBackoff'],
    }).filter(([, count = 0]) => count > 0);
    const policy = {
      healthyRetryPolicy: {
        numRetries: retries,
        minDelayTarget: retryInterval,
        maxDelayTarget: longestRetryInterval,
        ...Object.fromEntries(phases),
        ...(String(backoffFunction) === 'linear' ? {} : { backoffFunction }),
      },
      ...(receivesPerSecond === undefined ? {} : { throttlePolicy: { maxReceivesPerSecond: receivesPerSecond } }),
    };
    const isAws = retries === 3 && retryInterval === 20 && longestRetryInterval === 20 && phases.length === 0;
    const isDefault = isAws && receivesPerSecond === undefined;
    return [
      ...need(subscribes(template, connection, 'https', to.resource.config['url']), 'no subscription'),
      ...need(
        template.some(
          'AWS::SNS::Subscription',
          (subscription) =>
            same(subscription['TopicArn'], template.ref(from.resource)) &&
            same(subscription['DeliveryPolicy'], isDefault ? undefined : policy),
        ),
        'not its delivery policy',
      ),
    ];
  },
  'sns/subscription-dead-letter': (connection, template) => {
    const { from, to } = connection;
    return [
      ...need(
        template.some(
          'AWS::SNS::Subscription',
          (subscription) =>
            same(subscription['TopicArn'], template.ref(from.resource)) &&
            same(subscription['RedrivePolicy'], { deadLetterTargetArn: template.arn(to.resource) }),
        ),
        'no redrive policy',
      ),
      ...need(queueAllows(template, to.resource, from.resource), 'no queue policy'),
    ];
  },
};

function subscribes(
  template: TemplateReader,
  { from, config }: Connection,
  protocol: string,
  endpoint: unknown,
): boolean {
  const policy =
    typeof config['filterPolicy'] === 'string' && config['filterPolicy'] !== ''
      ? (JSON.parse(config['filterPolicy']) as unknown)
      : undefined;
  return template.some(
    'AWS::SNS::Subscription',
    (subscription) =>
      same(subscription['TopicArn'], template.ref(from.resource)) &&
      subscription['Protocol'] === protocol &&
      same(subscription['Endpoint'], endpoint) &&
      (subscription['RawMessageDelivery'] ?? false) === (config['rawDelivery'] ?? false) &&
      same(subscription['FilterPolicy'], policy),
  );
}

function queueAllows(template: TemplateReader, queue: Resource, topic: Resource): boolean {
  return template.some(
    'AWS::SQS::QueuePolicy',
    (policy) =>
      mentions(policy['Queues'], template.main(queue).id) &&
      statements(policy['PolicyDocument']).some(
        (statement) =>
          [statement.Action].flat().includes('sqs:SendMessage') &&
          same(statement.Principal, { Service: 'sns.amazonaws.com' }) &&
          mentions(statement.Condition, template.main(topic).id),
      ),
  );
}
