import type {
  AlarmCode,
  ConnectionCode,
  EmitContext,
  InvocationCode,
  ResourceCode,
  WidgetCode,
} from '#shared/model/cdk';
import {
  earlierTwin,
  groupHelper,
  keyAcknowledgements,
  keyHelper,
  lasting,
  minutely,
  named,
  once,
  removalSetting,
} from '#shared/model/cdk-helpers';
import { type Code, durationCode, literal, object, type Properties, quote } from '#shared/model/code';
import type { Connection, Resource } from '#shared/model/graph';
import type { TopicConfig } from './config';
import type {
  DeliverySubscriptionConfig,
  EndpointSubscriptionConfig,
  FunctionSubscriptionConfig,
  QueueSubscriptionConfig,
  SubscriptionDeadLetterConfig,
} from './subscription-config';
import { type DeliveryPolicy, policyOf } from './delivery-policy';
import { notificationHandler } from './handler';
import { deadLetterOf, deadLettersOf, subscriptionsOf } from './subscriptions';

/** AWS's own limit of a message, which needs no property (CreateTopic, as of 2026-11-23). */
const DEFAULT_MESSAGE_BYTES = 262_144;

export function cdk(topic: Resource<TopicConfig>, context: EmitContext): ResourceCode {
  const { config } = topic;
  const id = quote(context.constructId(topic));
  const member = context.member(topic);
  const isLarge = config.maximumMessageSize !== DEFAULT_MESSAGE_BYTES;
  return {
    imports: { sns: 'aws-cdk-lib/aws-sns' },
    type: 'sns.Topic',
    // With the policy that asks for TLS.
    templateResources: 2,
    create: (all) => `new sns.Topic(this, ${id}, ${object(all)})`,
    properties: properties(config, id),
    statements: isLarge
      ? [`(this.${member}.node.defaultChild as sns.CfnTopic).maximumMessageSize = ${config.maximumMessageSize};`]
      : [],
    helpers: config.encryption === 'kms' ? [groupHelper, keyHelper] : [],
    settings: config.encryption === 'kms' ? [removalSetting] : [],
    acknowledgements: config.encryption === 'kms' ? keyAcknowledgements(topic, ['GenerateDataKey*']) : [],
    alarms: alarms(topic, context),
    widgets: [widget(topic, context)],
  };
}

function properties(config: TopicConfig, id: Code): Properties {
  const isFifo = config.type === 'fifo';
  const scope = config.throughputScope === 'Topic' ? 'TOPIC' : 'MESSAGE_GROUP';
  return {
    fifo: isFifo ? 'true' : undefined,
    contentBasedDeduplication: isFifo && config.contentBasedDeduplication ? 'true' : undefined,
    fifoThroughputScope: isFifo ? `sns.FifoThroughputScope.${scope}` : undefined,
    masterKey: config.encryption === 'kms' ? `this.#encryptionKey(${id}, removalPolicy)` : undefined,
    enforceSSL: 'true',
  };
}

function alarms(topic: Resource<TopicConfig>, context: EmitContext): readonly AlarmCode[] {
  if (subscriptionsOf(topic).length === 0) return [];
  const metric = `design.${context.member(topic)}`;
  return [
    failures(topic, `${metric}.metricNumberOfNotificationsFailed`),
    ...(deadLettersOf(topic).length > 0
      ? [
          once(
            'NotRedriven',
            named(metric, 'NumberOfNotificationsFailedToRedriveToDlq', 'SUM'),
            `A message of ${topic.name} reached neither its subscriber nor the subscription’s dead-letter queue: it is lost.`,
          ),
        ]
      : []),
  ];
}

/**
 * For subscribers in AWS the metric counts messages that SNS has given up, for endpoints each attempt that failed
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html, 2026-11-28).
 */
function failures(topic: Resource<TopicConfig>, metric: Code): AlarmCode {
  const id = 'DeliveriesFailed';
  const count = minutely(metric, 'SUM');
  if (subscriptionsOf(topic).some(({ to }) => to.contract === 'http'))
    return lasting(
      id,
      count,
      'at least',
      1,
      `Deliveries of messages of ${topic.name} fail, attempts that are made again among them: an endpoint is down or refuses them.`,
    );
  const fate =
    deadLettersOf(topic).length > 0
      ? 'it goes to the subscription’s dead-letter queue where there is one, and is lost to the subscriber otherwise'
      : 'it is lost to that subscriber';
  return once(id, count, `SNS has given up delivering a message of ${topic.name}: ${fate}.`);
}

function widget(topic: Resource<TopicConfig>, context: EmitContext): WidgetCode {
  const metric = `design.${context.member(topic)}`;
  return {
    title: topic.name,
    left: [
      minutely(`${metric}.metricNumberOfMessagesPublished`, 'SUM'),
      minutely(`${metric}.metricNumberOfNotificationsDelivered`, 'SUM'),
      minutely(`${metric}.metricNumberOfNotificationsFailed`, 'SUM'),
    ],
  };
}

type QueueSubscription = Connection<QueueSubscriptionConfig, 'deliver', 'enqueue'>;
type FunctionSubscription = Connection<FunctionSubscriptionConfig, 'deliver', 'invoke'>;
type DeliverySubscription = Connection<DeliverySubscriptionConfig, 'deliver', 'collect-records'>;
type EndpointSubscription = Connection<EndpointSubscriptionConfig, 'deliver', 'http'>;
type SubscriptionDeadLetter = Connection<SubscriptionDeadLetterConfig, 'deliver', 'enqueue'>;

export const wiring = {
  queueSubscription(connection: QueueSubscription, context: EmitContext): ConnectionCode {
    const options = {
      rawMessageDelivery: connection.config.rawDelivery ? 'true' : undefined,
    };
    return subscription(connection, queueOrFunction('Sqs', connection, context), options, context);
  },
  functionSubscription(connection: FunctionSubscription, context: EmitContext): ConnectionCode {
    const invocation: InvocationCode = { form: 'notification', handler: notificationHandler };
    return { ...subscription(connection, queueOrFunction('Lambda', connection, context), {}, context), invocation };
  },
  deliveryStreamSubscription(connection: DeliverySubscription, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    const target = `this.${context.member(to.resource)}`;
    const endpoint = `stack.resolve(${inTest(target)}.deliveryStreamArn)`;
    const subscriber = { construct: 'FirehoseSubscription', target, endpoint, protocol: 'firehose' };
    const options = { rawMessageDelivery: config.rawDelivery ? 'true' : undefined };
    return subscription(connection, subscriber, options, context);
  },
  endpointSubscription(connection: EndpointSubscription, context: EmitContext): ConnectionCode {
    const { config, from, to } = connection;
    const url = quote(to.terms.outside?.address.trim() ?? '');
    const policy = deliveryPolicy(config);
    // The CDK's own enumeration writes LINEAR to EXPONENTIAL, where SNS has them in small letters.
    const backoffFunction = policy && config.backoffFunction !== 'linear' ? quote(config.backoffFunction) : undefined;
    const subscriber = { construct: 'UrlSubscription', target: url, endpoint: url, protocol: 'https', backoffFunction };
    const options = { rawMessageDelivery: config.rawDelivery ? 'true' : undefined, deliveryPolicy: policy };
    const code = subscription(connection, subscriber, options, context);
    const note = `${to.resource.name} is sent a SubscriptionConfirmation by ${from.resource.name}: within two days it has to visit the address in it. Until then it gets nothing.`;
    return 'impossible' in code ? code : { ...code, notes: [...(code.notes ?? []), note] };
  },
  /** Printed with the subscriptions that it belongs to. */
  subscriptionDeadLetter(connection: SubscriptionDeadLetter): ConnectionCode {
    const { from, to } = connection;
    const first = subscriptionsOf(from.resource).find((each) => deadLetterOf(each)?.id === connection.id);
    if (first) return { coveredBy: first.id };
    const chosen = connection.config.subscription;
    return {
      impossible:
        chosen === ''
          ? `${to.resource.name} is the dead-letter queue of a subscription, but none of ${from.resource.name} is left for it`
          : `${to.resource.name} is the dead-letter queue of the subscription ${chosen}, which ${from.resource.name} does not have`,
    };
  },
};

/** AWS's own retries, which need no property (sns-message-delivery-retries, as of 2026-11-23). */
const isAwsRetries = (policy: DeliveryPolicy): boolean =>
  policy.retries === 3 &&
  policy.shortest === 20 &&
  policy.longest === 20 &&
  policy.atOnce + policy.beforeBackoff + policy.afterBackoff === 0;

function deliveryPolicy(config: EndpointSubscriptionConfig): Code | undefined {
  const { receivesPerSecond } = config;
  const policy = policyOf(config);
  if (isAwsRetries(policy) && receivesPerSecond === undefined) return undefined;
  const counts = (retries: number): Code | undefined => (retries === 0 ? undefined : literal(retries));
  return object({
    healthyRetryPolicy: object({
      numRetries: literal(policy.retries),
      numNoDelayRetries: counts(policy.atOnce),
      numMinDelayRetries: counts(policy.beforeBackoff),
      numMaxDelayRetries: counts(policy.afterBackoff),
      minDelayTarget: durationCode(policy.shortest),
      maxDelayTarget: durationCode(policy.longest),
    }),
    throttlePolicy:
      receivesPerSecond === undefined ? undefined : object({ maxReceivesPerSecond: literal(receivesPerSecond) }),
  });
}

interface Subscriber {
  readonly construct: string;
  readonly target: Code;
  /** In the app's tests. */
  readonly endpoint: Code;
  readonly protocol: string;
  /** Of the delivery policy, where it is not linear. */
  readonly backoffFunction?: Code | undefined;
}

function queueOrFunction(
  prefix: 'Sqs' | 'Lambda',
  { to }: QueueSubscription | FunctionSubscription,
  context: EmitContext,
): Subscriber {
  const target = context.target(to.resource);
  return {
    construct: `${prefix}Subscription`,
    target,
    endpoint: `stack.resolve(${inTest(target)}.${prefix === 'Sqs' ? 'queueArn' : 'functionArn'})`,
    protocol: prefix.toLowerCase(),
  };
}

function subscription(
  connection: QueueSubscription | FunctionSubscription | DeliverySubscription | EndpointSubscription,
  { construct, target, endpoint, protocol, backoffFunction }: Subscriber,
  options: Properties,
  context: EmitContext,
): ConnectionCode {
  const { config, from, to } = connection;
  if (earlierTwin(connection)) {
    return {
      impossible: `${to.resource.name} subscribes to ${from.resource.name} twice: SNS takes one subscription for a topic and an endpoint`,
    };
  }
  const filter = filterCode(config.filterPolicy);
  if (filter === 'unreadable') {
    return {
      impossible: `the filter policy from ${from.resource.name} to ${to.resource.name} is not a JSON object of lists`,
    };
  }
  const deadLetter = deadLetterOf(connection);
  const topic = context.member(from.resource);
  const all: Properties = {
    ...options,
    filterPolicy: filter,
    deadLetterQueue: deadLetter ? `this.${context.member(deadLetter.to.resource)}` : undefined,
  };
  const hasOptions = Object.values(all).some((value) => value !== undefined);
  const added = `this.${topic}.addSubscription(new subscriptions.${construct}(${target}${hasOptions ? `, ${object(all)}` : ''}))`;
  return {
    imports: { sns: 'aws-cdk-lib/aws-sns', subscriptions: 'aws-cdk-lib/aws-sns-subscriptions' },
    statements: [
      backoffFunction === undefined
        ? `${added};`
        : `(${added}.node.defaultChild as sns.CfnSubscription).addPropertyOverride('DeliveryPolicy.healthyRetryPolicy.backoffFunction', ${backoffFunction});`,
    ],
    standsWith: to.contract === 'http' ? 'from' : 'to',
    // Its policy names the topic.
    references: deadLetter ? [{ holder: deadLetter.to.resource.id, target: from.resource.id, by: 'beside' }] : [],
    checks: [
      {
        title: `${from.resource.name} delivers to ${to.resource.name}`,
        type: 'AWS::SNS::Subscription',
        properties: {
          TopicArn: `stack.resolve(stack.${topic}.topicArn)`,
          Endpoint: endpoint,
          Protocol: quote(protocol),
          RawMessageDelivery: all['rawMessageDelivery'],
          FilterPolicy: filter === undefined ? undefined : literal(JSON.parse(config.filterPolicy)),
          RedrivePolicy: deadLetter
            ? object({ deadLetterTargetArn: `stack.resolve(stack.${context.member(deadLetter.to.resource)}.queueArn)` })
            : undefined,
        },
      },
    ],
    notes:
      config.filterShare < 1 && filter === undefined
        ? [
            `The drawing lets ${Math.round(config.filterShare * 100)} % of the messages of ${from.resource.name} through to ${to.resource.name}, but states no filter policy: without one all pass.`,
          ]
        : [],
  };
}

const inTest = (target: Code): Code => target.replace(/^this\./, 'stack.');

/** `{ type: new sns.SubscriptionFilter(['order']) }`: any conditions that SNS knows, as the drawing states them. */
function filterCode(policy: string): Code | undefined {
  if (policy.trim() === '') return undefined;
  const parsed = parsedObject(policy);
  if (!parsed || !Object.values(parsed).every((conditions) => Array.isArray(conditions))) return 'unreadable';
  return object(
    Object.fromEntries(
      Object.entries(parsed).map(([name, conditions]) => [name, `new sns.SubscriptionFilter(${literal(conditions)})`]),
    ),
  );
}

function parsedObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
