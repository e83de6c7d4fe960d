/** Rules and their targets in an exported CDK app. */
import type { ConnectionCode, EmitContext, Helper, InvocationCode, NagAcknowledgement } from '#shared/model/cdk';
import { apiDestinationHelper, groupHelper } from '#shared/model/cdk-helpers';
import { type Code, durationCode, literal, object, type Properties, quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { deadLetterOf } from '#shared/model/targets';
import { EVERY_EVENT, isApart, RULES_APART, ruleId, watchedApart } from './cdk';
import { eventHandler } from './handler';
import { readInput, readPattern } from './pattern';
import {
  type ApiDestinationConfig,
  type QueueTargetConfig,
  retryPolicy,
  type StreamTargetConfig,
  type TargetConfig,
  type TargetDeadLetterConfig,
} from './target-config';
import { targetInTest } from './target-check';
import { ruleMates, targetsOf } from './targets';

/** AWS's own retries, which need no property (eb-rule-retry-policy, as of 2026-11-23). */
const AWS_RETRIES = retryPolicy({ matchShare: 1 } as TargetConfig);

const eventRule: Helper = {
  name: 'eventRule',
  kind: 'method',
  imports: { events: 'aws-cdk-lib/aws-events' },
  code: `
    /** A rule of a bus; targets that name the same rule share it. */
    #eventRule(eventBus: events.IEventBus, id: string, eventPattern: events.EventPattern): events.Rule {
      const known = eventBus.node.tryFindChild(id) as events.Rule | undefined;
      return known ?? new events.Rule(eventBus as events.IEventBus & Construct, id, { eventBus, eventPattern });
    }`,
};

const eventRuleApart: Helper = {
  name: 'eventRuleApart',
  kind: 'method',
  imports: { events: 'aws-cdk-lib/aws-events' },
  code: `
    /** A rule of a bus of another stack: it stands here, with its targets, whose policies name it. */
    #eventRuleApart(
      eventBus: events.IEventBus,
      busId: string,
      id: string,
      eventPattern: events.EventPattern,
    ): events.Rule {
      const rules = this.#group('${RULES_APART}');
      const scope = (rules.node.tryFindChild(busId) as Construct | undefined) ?? new Construct(rules, busId);
      const known = scope.node.tryFindChild(id) as events.Rule | undefined;
      return known ?? new events.Rule(scope, id, { eventBus, eventPattern });
    }`,
};

/** Sources: eb-rule-retry-policy and eb-rule-dlq, which hold for every target; 2026-11-23. */
const deliveryStreamTarget: Helper = {
  name: 'DeliveryStreamTarget',
  kind: 'class',
  imports: {
    events: 'aws-cdk-lib/aws-events',
    firehose: 'aws-cdk-lib/aws-kinesisfirehose',
    targets: 'aws-cdk-lib/aws-events-targets',
  },
  code: `
    /** A delivery stream as a target with retries and a dead-letter queue, which the CDK's own has not. */
    class DeliveryStreamTarget extends targets.FirehoseDeliveryStream {
      readonly #base: targets.TargetBaseProps;

      constructor(
        stream: firehose.IDeliveryStream,
        props: targets.FirehoseDeliveryStreamProps & targets.TargetBaseProps = {},
      ) {
        super(stream, props);
        this.#base = props;
      }

      override bind(rule: events.IRuleRef, id?: string): events.RuleTargetConfig {
        const { deadLetterQueue } = this.#base;
        if (deadLetterQueue) targets.addToDeadLetterQueueResourcePolicy(rule, deadLetterQueue);
        return { ...super.bind(rule, id), ...targets.bindBaseTargetConfig(this.#base) };
      }
    }`,
};

type Target<
  C extends TargetConfig,
  To extends
    | 'invoke'
    | 'enqueue'
    | 'publish'
    | 'put-record'
    | 'collect-records'
    | 'put-events'
    | 'start-workflow'
    | 'http',
> = Connection<C, 'route', To>;

interface Printed {
  /** `SqsQueue`: the CDK’s own, unless it is a helper. */
  readonly construct: string;
  readonly target: Code;
  readonly options: Properties;
  readonly acknowledgements?: readonly NagAcknowledgement[];
  readonly helpers?: readonly Helper[];
}

export const wiring = {
  functionTarget(connection: Target<TargetConfig, 'invoke'>, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    const invocation: InvocationCode = { form: 'bus-event', handler: eventHandler };
    const code = target(connection, context, {
      construct: 'LambdaFunction',
      target: context.target(to.resource),
      options: { event: input(config), ...retries(config) },
    });
    // With another input the function gets an event of its own making.
    return config.input === 'event' && !('impossible' in code) ? { ...code, invocation } : code;
  },
  queueTarget(connection: Target<QueueTargetConfig, 'enqueue'>, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    return target(connection, context, {
      construct: 'SqsQueue',
      target: `this.${context.member(to.resource)}`,
      options: {
        message: input(config),
        messageGroupId: to.terms.fifo || to.terms.isFair ? quote(config.messageGroup) : undefined,
        ...retries(config),
      },
    });
  },
  topicTarget(connection: Target<TargetConfig, 'publish'>, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    return target(connection, context, {
      construct: 'SnsTopic',
      target: `this.${context.member(to.resource)}`,
      options: { message: input(config), ...retries(config) },
    });
  },
  streamTarget(connection: Target<StreamTargetConfig, 'put-record'>, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    const path = config.partitionKeyPath.trim();
    return target(connection, context, {
      construct: 'KinesisStream',
      target: `this.${context.member(to.resource)}`,
      options: { message: input(config), partitionKeyPath: path === '' ? undefined : quote(path), ...retries(config) },
    });
  },
  deliveryStreamTarget(connection: Target<TargetConfig, 'collect-records'>, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    return target(connection, context, {
      construct: deliveryStreamTarget.name,
      target: `this.${context.member(to.resource)}`,
      options: { message: input(config), ...retries(config) },
      helpers: [deliveryStreamTarget],
    });
  },
  workflowTarget(connection: Target<TargetConfig, 'start-workflow'>, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    return target(connection, context, {
      construct: 'SfnStateMachine',
      target: `this.${context.member(to.resource)}`,
      options: { input: input(config), ...retries(config) },
    });
  },
  busTarget(connection: Target<TargetConfig, 'put-events'>, context: EmitContext): ConnectionCode {
    return target(connection, context, {
      construct: 'EventBus',
      target: `this.${context.member(connection.to.resource)}`,
      options: {},
    });
  },
  apiDestination(connection: Target<ApiDestinationConfig, 'http'>, context: EmitContext): ConnectionCode {
    const { config, from, to } = connection;
    const bus = `this.${context.member(from.resource)}`;
    const key = `${context.folder(to.resource)}-key`;
    const given = object({
      endpoint: quote(to.terms.outside?.address.trim() ?? ''),
      rateLimitPerSecond: String(Math.ceil(config.invocationRate)),
      key: `SecretValue.secretsManager(${quote(key)})`,
      header: quote(config.keyHeader),
    });
    const end = config.rule.trim() === '' ? 'Api' : context.constructId(to.resource);
    const id = quote(`${ruleId(connection, context)}-${end}`);
    const code = target(connection, context, {
      construct: 'ApiDestination',
      target: `this.#apiDestination(${bus}, ${id}, ${given})`,
      options: { event: input(config), ...retries(config) },
      helpers: [apiDestinationHelper],
    });
    const note = `Before the first deployment, put the key that ${to.resource.name} gave you into a secret of the name ${key} in Secrets Manager.`;
    return 'impossible' in code ? code : { ...code, notes: [...(code.notes ?? []), note] };
  },
  /** Printed with the targets that it belongs to. */
  targetDeadLetter(connection: Connection<TargetDeadLetterConfig, 'route', 'enqueue'>): ConnectionCode {
    const { from, to, config } = connection;
    const first = targetsOf(from.resource).find((each) => deadLetterOf(from.resource, each.id)?.id === connection.id);
    if (first) return { coveredBy: first.id };
    return {
      impossible:
        config.target === ''
          ? `${to.resource.name} is the dead-letter queue of a target, but none of ${from.resource.name} is left for it`
          : `${to.resource.name} is the dead-letter queue of the target ${config.target}, which ${from.resource.name} does not have`,
    };
  },
};

function target(connection: Connection<TargetConfig>, context: EmitContext, printed: Printed): ConnectionCode {
  const { config, from, to } = connection;
  const first = ruleMates(from.resource, connection)[0] ?? connection;
  if (first.config.pattern.trim() !== config.pattern.trim()) {
    return {
      impossible: `${to.resource.name} and ${first.to.resource.name} are targets of the rule ${config.rule.trim()} but have different patterns`,
    };
  }
  const pattern = patternCode(config.pattern);
  if (pattern === undefined) {
    return {
      impossible: `the event pattern from ${from.resource.name} to ${to.resource.name} is not one that EventBridge takes`,
    };
  }
  if (config.input === 'object' && !readInput(config.inputTemplate ?? '')) {
    return { impossible: `the input from ${from.resource.name} to ${to.resource.name} is not a JSON object` };
  }
  const deadLetter = deadLetterOf(from.resource, connection.id);
  const bus = context.member(from.resource);
  const options: Properties = {
    ...printed.options,
    deadLetterQueue: deadLetter ? `this.${context.member(deadLetter.to.resource)}` : undefined,
  };
  const hasOptions = Object.values(options).some((value) => value !== undefined);
  const id = quote(ruleId(connection, context));
  const apart = isApart(connection, context);
  const rule = apart
    ? `this.#eventRuleApart(this.${bus}, ${quote(context.constructId(from.resource))}, ${id}, ${pattern})`
    : `this.#eventRule(this.${bus}, ${id}, ${pattern})`;
  const isHelper = printed.helpers?.some(({ name }) => name === printed.construct) === true;
  const made = `new ${isHelper ? '' : 'targets.'}${printed.construct}(${printed.target}${hasOptions ? `, ${object(options)}` : ''})`;
  return {
    imports: { events: 'aws-cdk-lib/aws-events', targets: 'aws-cdk-lib/aws-events-targets' },
    statements: [`${rule}.addTarget(${made});`],
    standsWith: 'to',
    // Its policy names the rule.
    references: deadLetter
      ? [
          {
            holder: deadLetter.to.resource.id,
            target: to.contract === 'http' ? from.resource.id : to.resource.id,
            by: 'beside',
          },
        ]
      : [],
    helpers: [...(apart ? [eventRuleApart, groupHelper] : [eventRule]), ...(printed.helpers ?? [])],
    ...watchedApart(connection, context),
    checks: [
      {
        title: `a rule of ${from.resource.name} reaches ${to.resource.name}`,
        type: 'AWS::Events::Rule',
        properties: {
          EventBusName: `stack.resolve(stack.${bus}.eventBusName)`,
          EventPattern: patternInTemplate(config.pattern),
          Targets: targetInTest(to, printed.target),
        },
      },
    ],
    notes:
      config.matchShare < 1 && config.pattern.trim() === ''
        ? [
            `The drawing lets ${Math.round(config.matchShare * 100)} % of the events of ${from.resource.name} through to ${to.resource.name}, but states no event pattern: without one all match.`,
          ]
        : [],
  };
}

function retries(config: TargetConfig): Properties {
  const { maximumEventAge, retryAttempts } = retryPolicy(config);
  return {
    maxEventAge: maximumEventAge === AWS_RETRIES.maximumEventAge ? undefined : durationCode(Math.ceil(maximumEventAge)),
    retryAttempts: retryAttempts === AWS_RETRIES.retryAttempts ? undefined : String(retryAttempts),
  };
}

/** Undefined for the whole event, which needs no property. */
function input({ input: chosen, inputTemplate = '' }: TargetConfig): Code | undefined {
  if (chosen === 'detail') return "events.RuleTargetInput.fromEventPath('$.detail')";
  if (chosen !== 'object') return undefined;
  return `events.RuleTargetInput.fromObject(${withPaths(readInput(inputTemplate) ?? {})})`;
}

/** JSON in which texts that begin with `$.` are paths in the event. */
function withPaths(value: unknown): Code {
  if (typeof value === 'string' && value.startsWith('$.')) return `events.EventField.fromPath(${quote(value)})`;
  if (Array.isArray(value)) return `[${value.map(withPaths).join(', ')}]`;
  if (value === null || typeof value !== 'object') return literal(value);
  return object(Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withPaths(each)])));
}

/** The pattern as the CDK takes it; undefined for one that EventBridge does not take. */
function patternCode(text: string): Code | undefined {
  if (text.trim() === '') return EVERY_EVENT;
  const read = readPattern(text);
  if ('fault' in read) return undefined;
  return object(
    Object.fromEntries(
      Object.entries(read.pattern).map(([field, value]) => [
        field === 'detail-type' ? 'detailType' : field,
        field === 'detail' ? literal(value) : listCode(value as readonly unknown[]),
      ]),
    ),
  );
}

/** The CDK declares these fields as lists of texts, but passes on whatever conditions EventBridge knows. */
function listCode(values: readonly unknown[]): Code {
  return values.every((value) => typeof value === 'string')
    ? literal(values)
    : `${literal(values)} as unknown as string[]`;
}

function patternInTemplate(text: string): Code {
  return text.trim() === '' ? "{ source: [{ prefix: '' }] }" : literal(JSON.parse(text));
}
