import type {
  AlarmCode,
  ConnectionCode,
  EmitContext,
  NagAcknowledgement,
  ResourceCode,
  WidgetCode,
} from '#shared/model/cdk';
import {
  groupHelper,
  keyAcknowledgements,
  keyHelper,
  lasting,
  limitOf,
  minutely,
  named,
  NEAR_LIMIT,
  once,
  removalSetting,
} from '#shared/model/cdk-helpers';
import {
  type Code,
  literal,
  object,
  type Properties,
  quote,
  reasoned,
  timeInWords,
  wholeSecondsCode,
} from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import { grouped } from '#shared/model/figures';
import type { Connection, Resource } from '#shared/model/graph';
import type { QueueConfig } from './config';
import type { RedriveConfig } from './connections';
import { inFlightQuota } from './quotas';

/** AWS's own limit of a message, which needs no property (SetQueueAttributes, as of 2026-11-23). */
const DEFAULT_MESSAGE_BYTES = 1_048_576;

/** Messages in flight are far from their limit in most designs: the alarm is for those that use a tenth of it. */
const WORTH_WATCHING = 0.1;
/** Metric, and with `InQuietGroups` that of the tenants that are not noisy (sqs-available-cloudwatch-metrics, 2026-11-28). */
const OLDEST = 'ApproximateAgeOfOldestMessage';
/** Below five minutes an old message says little. */
const SHORTEST_AGE = 300;
/** Receives after which SQS’s console moves a message by default: what a queue without a dead-letter queue is measured by. */
const USUAL_RECEIVES = 10;

export function cdk(queue: Resource<QueueConfig>, context: EmitContext): ResourceCode {
  const { config } = queue;
  const id = quote(context.constructId(queue));
  return {
    imports: { sqs: 'aws-cdk-lib/aws-sqs', iam: 'aws-cdk-lib/aws-iam' },
    type: 'sqs.Queue',
    // With the policy that asks for TLS.
    templateResources: 2,
    create: (all) => `new sqs.Queue(this, ${id}, ${object(all)})`,
    properties: properties(queue, id),
    statements: keyStatements(queue, context),
    helpers: config.encryption === 'kms' ? [groupHelper, keyHelper] : [],
    settings: [removalSetting],
    checks: [
      {
        title: `${queue.name} hides a received message for ${timeInWords(Math.ceil(config.visibilityTimeout))} and keeps it for ${timeInWords(Math.ceil(config.retention))}`,
        on: `stack.${context.member(queue)}`,
        properties: {
          VisibilityTimeout: literal(Math.ceil(config.visibilityTimeout)),
          MessageRetentionPeriod: literal(Math.ceil(config.retention)),
          ...(config.type === 'fifo' ? { FifoQueue: 'true' } : {}),
        },
      },
    ],
    acknowledgements: [
      ...acknowledgements(queue, context),
      // Others that send are allowed no groups of actions.
      ...(config.encryption === 'kms'
        ? keyAcknowledgements(queue, ['GenerateDataKey*'], ['schedule', 'run-tasks'])
        : []),
    ],
    alarms: alarms(queue, context),
    widgets: [widget(queue, context)],
  };
}

function properties(queue: Resource<QueueConfig>, id: string): Properties {
  const { config } = queue;
  const isFifo = config.type === 'fifo';
  const isHigh = isFifo && config.throughput === 'high';
  return {
    fifo: isFifo ? 'true' : undefined,
    contentBasedDeduplication: isFifo && config.contentBasedDeduplication ? 'true' : undefined,
    deduplicationScope: isHigh ? 'sqs.DeduplicationScope.MESSAGE_GROUP' : undefined,
    fifoThroughputLimit: isHigh ? 'sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID' : undefined,
    visibilityTimeout: reasoned(wholeSecondsCode(config.visibilityTimeout), visibilityReason(queue)),
    retentionPeriod: wholeSecondsCode(config.retention),
    deliveryDelay: config.delay > 0 ? wholeSecondsCode(config.delay) : undefined,
    receiveMessageWaitTime: config.receiveWait > 0 ? wholeSecondsCode(config.receiveWait) : undefined,
    maxMessageSizeBytes:
      config.maximumMessageSize === DEFAULT_MESSAGE_BYTES ? undefined : literal(config.maximumMessageSize),
    encryption: config.encryption === 'kms' ? 'sqs.QueueEncryption.KMS' : 'sqs.QueueEncryption.SQS_MANAGED',
    encryptionMasterKey: config.encryption === 'kms' ? `this.#encryptionKey(${id}, removalPolicy)` : undefined,
    enforceSSL: 'true',
    removalPolicy: 'removalPolicy',
  };
}

/** Connections by which a consumer polls the queue. */
function polls({ outbound }: Resource<QueueConfig>): readonly Connection[] {
  return outbound.filter(({ from }) => from.contract === 'poll-queue');
}

/** The consumer's time limit, where the consumer runs code. */
function consumerTimeout({ to }: Connection): number | undefined {
  return 'timeout' in to.terms ? Number(to.terms.timeout) : undefined;
}

function visibilityReason(queue: Resource<QueueConfig>): string | undefined {
  const slowest = polls(queue)
    .flatMap((connection) => {
      const timeout = consumerTimeout(connection);
      return timeout === undefined ? [] : [{ timeout, name: connection.to.resource.name }];
    })
    .toSorted((a, b) => b.timeout - a.timeout)[0];
  if (!slowest) return undefined;
  const times = Number((Math.ceil(queue.config.visibilityTimeout) / slowest.timeout).toFixed(1));
  const advice = times < 6 ? '; AWS advises 6 ×' : ', as AWS advises';
  return `${times} × the ${timeInWords(slowest.timeout)} timeout of ${slowest.name}${advice}`;
}

/**
 * Services that put what they could not deliver into the queue need its key; for plain deliveries the CDK adds the statement
 * itself. EventBridge: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html, 2026-11-27.
 */
const WRITERS: Readonly<Partial<Record<Contract, Code>>> = {
  deliver: "new iam.ServicePrincipal('sns.amazonaws.com')",
  route:
    "new iam.ServicePrincipal('events.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': this.account } } })",
};

function keyStatements(queue: Resource<QueueConfig>, context: EmitContext): readonly Code[] {
  if (queue.config.encryption !== 'kms') return [];
  const failures = queue.inbound.filter(({ kind }) => kind.role === 'failure');
  const writers = new Set(failures.flatMap(({ from }) => WRITERS[from.contract] ?? []));
  return [...writers].map(
    (writer) => `this.${context.member(queue)}.encryptionMasterKey?.grantEncryptDecrypt(${writer});`,
  );
}

function redrive({ outbound }: Resource<QueueConfig>): Connection | undefined {
  return outbound.find(({ from }) => from.contract === 'redrive');
}

const takesFailures = ({ inbound }: Resource<QueueConfig>): boolean =>
  inbound.some(({ kind }) => kind.role === 'failure');

function acknowledgements(queue: Resource<QueueConfig>, context: EmitContext): readonly NagAcknowledgement[] {
  if (redrive(queue)) return [];
  // cdk-nag sees for itself that a queue is the dead-letter queue of another in its stack.
  if (queue.inbound.some(({ from }) => from.contract === 'redrive' && context.together(from.resource, queue)))
    return [];
  const reason = takesFailures(queue)
    ? `${queue.name} is where failures end: nothing comes after it but the alarm on its first message.`
    : `${queue.name} is drawn without a dead-letter queue: what is not consumed expires after ${timeInWords(Math.ceil(queue.config.retention))}.`;
  return [{ rule: 'AwsSolutions-SQS3', reason, on: `this.${context.member(queue)}` }];
}

function alarms(queue: Resource<QueueConfig>, context: EmitContext): readonly AlarmCode[] {
  const metric = `design.${context.member(queue)}`;
  if (takesFailures(queue)) {
    return [
      once(
        'FirstMessage',
        minutely(`${metric}.metricApproximateNumberOfMessagesVisible`, 'MAXIMUM'),
        `Work has failed for good and waits in ${queue.name}, which keeps it for ${timeInWords(Math.ceil(queue.config.retention))}.`,
      ),
    ];
  }
  if (polls(queue).length === 0) return [];
  const { threshold, why } = oldestAge(queue);
  const inFlight = limitOf(context, queue, inFlightQuota(queue.config.type));
  const isFair = queue.config.type === 'fair';
  return [
    ...(isFair ? [backlogAlarm(queue, metric)] : []),
    lasting(isFair ? 'OldestQuietMessage' : 'OldestMessage', expectedAge(queue, metric), 'at least', threshold, why),
    ...(inFlight && inFlight.used >= inFlight.limit * WORTH_WATCHING
      ? [
          lasting(
            'InFlight',
            minutely(`${metric}.metricApproximateNumberOfMessagesNotVisible`, 'MAXIMUM'),
            'at least',
            Math.floor(inFlight.limit * NEAR_LIMIT),
            `${NEAR_LIMIT * 100} % of the ${grouped(inFlight.limit)} messages that ${queue.name} may have in flight; the estimate is ${grouped(Math.ceil(inFlight.used))} at the drawn load.`,
          ),
        ]
      : []),
  ];
}

/** Age of the oldest message that consumers have no excuse to leave: of a fair queue those of noisy tenants may wait. */
function expectedAge({ config }: Resource<QueueConfig>, metric: string): Code {
  return config.type === 'fair'
    ? named(metric, `${OLDEST}InQuietGroups`, 'MAXIMUM')
    : minutely(`${metric}.metric${OLDEST}`, 'MAXIMUM');
}

/** Before SQS deletes what waits of a noisy tenant. */
function backlogAlarm(queue: Resource<QueueConfig>, metric: string): AlarmCode {
  const { threshold, why } = halfRetention(queue);
  return lasting('OldestMessage', minutely(`${metric}.metric${OLDEST}`, 'MAXIMUM'), 'at least', threshold, why);
}

function halfRetention({ name, config: { retention } }: Resource<QueueConfig>) {
  return {
    threshold: Math.floor(retention / 2),
    why: `The oldest message of ${name} has waited for half of the ${timeInWords(Math.ceil(retention))} after which SQS deletes it.`,
  };
}

/**
 * The age that no message reaches while consumers keep up: after the last receive that the redrive policy allows it is
 * in the dead-letter queue. At most half the retention: the other half is left to act in.
 */
function oldestAge(queue: Resource<QueueConfig>): { readonly threshold: number; readonly why: string } {
  const { visibilityTimeout, delay } = queue.config;
  const allowed = redrive(queue)?.config['maxReceiveCount'] as number | undefined;
  const receives = allowed ?? USUAL_RECEIVES;
  const tries = Math.ceil(delay + receives * visibilityTimeout);
  const late = halfRetention(queue);
  if (tries > late.threshold) return late;
  const counted = `${receives} receives × ${timeInWords(visibilityTimeout)}${delay > 0 ? ` + ${timeInWords(delay)} of delay` : ''}`;
  return {
    threshold: Math.max(SHORTEST_AGE, tries),
    why: `The oldest message of ${queue.config.type === 'fair' ? 'a quiet tenant in ' : ''}${queue.name} is older than ${allowed === undefined ? 'many' : 'all its'} tries take (${counted}): the consumers do not keep up.`,
  };
}

function widget(queue: Resource<QueueConfig>, context: EmitContext): WidgetCode {
  const metric = `design.${context.member(queue)}`;
  const isFair = queue.config.type === 'fair';
  return {
    title: queue.name,
    left: [
      minutely(`${metric}.metricApproximateNumberOfMessagesVisible`, 'MAXIMUM'),
      minutely(`${metric}.metricApproximateNumberOfMessagesNotVisible`, 'MAXIMUM'),
      ...(isFair ? [named(metric, 'ApproximateNumberOfMessagesVisibleInQuietGroups', 'MAXIMUM')] : []),
      ...(isFair ? [named(metric, 'ApproximateNumberOfNoisyGroups', 'MAXIMUM')] : []),
    ],
    right: [minutely(`${metric}.metric${OLDEST}`, 'MAXIMUM'), ...(isFair ? [expectedAge(queue, metric)] : [])],
  };
}

export const wiring = {
  /** The redrive policy is a property of the source queue, so the other queue must exist before it. */
  redrive(connection: Connection<RedriveConfig, 'redrive', 'enqueue'>, context: EmitContext): ConnectionCode {
    const { config, from, to } = connection;
    const first = from.resource.outbound.find((each) => each.from.contract === 'redrive');
    if (first && first.id !== connection.id) {
      return {
        impossible: `${from.resource.name} has a second dead-letter queue, ${to.resource.name}: a queue has one`,
      };
    }
    if (context.circle(connection) === 'by name') {
      return {
        impossible: `${from.resource.name} and ${to.resource.name} move failed messages in a circle: each would have to exist before the other. Let one of them end in a queue of its own`,
      };
    }
    const [source, target] = [context.member(from.resource), context.member(to.resource)];
    return {
      references: [{ holder: from.resource.id, target: to.resource.id, by: 'property' }],
      properties: {
        [from.resource.id]: {
          deadLetterQueue: object({ queue: `this.${target}`, maxReceiveCount: literal(config.maxReceiveCount) }),
        },
      },
      checks: [
        {
          title: `${from.resource.name} moves a message to ${to.resource.name} after ${config.maxReceiveCount} receives`,
          on: `stack.${source}`,
          properties: {
            RedrivePolicy: object({
              deadLetterTargetArn: `stack.resolve(stack.${target}.queueArn)`,
              maxReceiveCount: literal(config.maxReceiveCount),
            }),
          },
        },
      ],
    };
  },
};
