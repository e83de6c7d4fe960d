/** Schedules and their targets in an exported CDK app. */
import type { ConnectionCode, EmitContext, Helper, InvocationCode } from '#shared/model/cdk';
import { type Code, durationCode, literal, object, type Properties, quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { deadLetterOf } from '#shared/model/targets';
import type { ScheduleConfig } from './config';
import { cronFields, readCron } from './cron';
import { isDateAndTime } from './date-and-time';
import { scheduleHandler } from './handler';
import {
  type BusTargetConfig,
  type QueueTargetConfig,
  readInput,
  type RunTargetConfig,
  type StreamTargetConfig,
  type TargetConfig,
  type TargetDeadLetterConfig,
} from './target-config';
import { targetsOf } from './targets';

const DAY = 86_400;
const MINUTE = 60;
/** AWS's own retries, which need no property (API_RetryPolicy, 2026-11-23). */
const AWS_RETRIES = { maximumEventAge: DAY, retryAttempts: 185 };

const scheduleRole: Helper = {
  name: 'scheduleRole',
  kind: 'method',
  imports: { iam: 'aws-cdk-lib/aws-iam', scheduler: 'aws-cdk-lib/aws-scheduler' },
  code: `
    /** The role with which a schedule invokes its target: only schedules of its group may take it. */
    #scheduleRole(group: scheduler.ScheduleGroup, id: string): iam.Role {
      const known = group.node.tryFindChild(id) as iam.Role | undefined;
      return known ?? new iam.Role(group, id, {
        assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
          conditions: {
            StringEquals: { 'aws:SourceAccount': this.account, 'aws:SourceArn': group.scheduleGroupArn },
          },
        }),
      });
    }`,
};

const invokeExactly: Helper = {
  name: 'InvokeExactly',
  kind: 'class',
  imports: {
    iam: 'aws-cdk-lib/aws-iam',
    lambda: 'aws-cdk-lib/aws-lambda',
    scheduleTargets: 'aws-cdk-lib/aws-scheduler-targets',
  },
  code: `
    /** Invokes this function or alias and nothing beside it: the role of the plain target could invoke all its versions. */
    class InvokeExactly extends scheduleTargets.LambdaInvoke {
      readonly #target: lambda.IFunction;

      constructor(target: lambda.IFunction, props: scheduleTargets.ScheduleTargetBaseProps) {
        super(target, props);
        this.#target = target;
      }

      protected override addTargetActionToRole(role: iam.IRole): void {
        role.addToPrincipalPolicy(
          new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.#target.functionArn] }),
        );
      }
    }`,
};

const undelivered: Helper = {
  name: 'undelivered',
  kind: 'method',
  imports: { iam: 'aws-cdk-lib/aws-iam', sqs: 'aws-cdk-lib/aws-sqs' },
  code: `
    /** The dead-letter queue of a schedule, whose role may use the queue's key where it has one. */
    #undelivered(queue: sqs.Queue, role: iam.Role): sqs.Queue {
      queue.encryptionMasterKey?.grant(role, 'kms:Decrypt', 'kms:GenerateDataKey*');
      return queue;
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
    | 'start-run',
> = Connection<C, 'schedule', To>;

interface Printed {
  /** `new scheduleTargets.SqsSendMessage`, without its arguments. */
  readonly construct: Code;
  /** Undefined where the options hold it. */
  readonly target?: Code;
  /** Name of the property that takes the input; undefined where the target itself holds it. */
  readonly input?: 'input';
  readonly options?: Properties;
  readonly helpers?: readonly Helper[];
}

export const wiring = {
  functionTarget(connection: Target<TargetConfig, 'invoke'>, context: EmitContext): ConnectionCode {
    const code = schedule(connection, context, {
      construct: 'new InvokeExactly',
      target: context.target(connection.to.resource),
      input: 'input',
      helpers: [invokeExactly],
    });
    const invocation: InvocationCode = { form: 'schedule', handler: scheduleHandler };
    return 'impossible' in code ? code : { ...code, invocation };
  },
  queueTarget(connection: Target<QueueTargetConfig, 'enqueue'>, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    return schedule(connection, context, {
      construct: 'new scheduleTargets.SqsSendMessage',
      target: `this.${context.member(to.resource)}`,
      input: 'input',
      options: { messageGroupId: to.terms.fifo ? quote(config.messageGroup) : undefined },
    });
  },
  topicTarget(connection: Target<TargetConfig, 'publish'>, context: EmitContext): ConnectionCode {
    return schedule(connection, context, {
      construct: 'new scheduleTargets.SnsPublish',
      target: `this.${context.member(connection.to.resource)}`,
      input: 'input',
    });
  },
  streamTarget(connection: Target<StreamTargetConfig, 'put-record'>, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    return schedule(connection, context, {
      construct: 'new scheduleTargets.KinesisStreamPutRecord',
      target: `this.${context.member(to.resource)}`,
      input: 'input',
      options: { partitionKey: quote(config.partitionKey) },
    });
  },
  deliveryStreamTarget(connection: Target<TargetConfig, 'collect-records'>, context: EmitContext): ConnectionCode {
    return schedule(connection, context, {
      construct: 'new scheduleTargets.FirehosePutRecord',
      target: `this.${context.member(connection.to.resource)}`,
      input: 'input',
    });
  },
  workflowTarget(connection: Target<TargetConfig, 'start-workflow'>, context: EmitContext): ConnectionCode {
    return schedule(connection, context, {
      construct: 'new scheduleTargets.StepFunctionsStartExecution',
      target: `this.${context.member(connection.to.resource)}`,
      input: 'input',
    });
  },
  busTarget(connection: Target<BusTargetConfig, 'put-events'>, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    const entry = object({
      eventBus: `this.${context.member(to.resource)}`,
      source: quote(config.source),
      detailType: quote(config.detailType),
      detail: inputCode(config.input),
    });
    return schedule(connection, context, { construct: 'new scheduleTargets.EventBridgePutEvents', target: entry });
  },
  runTarget(connection: Connection<RunTargetConfig, 'schedule', 'start-run'>, context: EmitContext): ConnectionCode {
    const flow = `this.${context.member(connection.to.resource)}`;
    const statement = object({ actions: "['appflow:StartFlow']", resources: `[${flow}.attrFlowArn]` });
    const config = { ...connection.config, input: '' };
    return schedule({ ...connection, config }, context, {
      construct: 'new scheduleTargets.Universal',
      options: {
        service: quote('appflow'),
        action: quote('startFlow'),
        policyStatements: `[new iam.PolicyStatement(${statement})]`,
        input: `scheduler.ScheduleTargetInput.fromObject({ FlowName: ${flow}.flowName })`,
      },
    });
  },
  /** Printed with the targets that it belongs to. */
  targetDeadLetter(connection: Connection<TargetDeadLetterConfig, 'schedule', 'enqueue'>): ConnectionCode {
    const { from, to, config } = connection;
    const first = targetsOf(from.resource).find((each) => deadLetterOf(from.resource, each.id)?.id === connection.id);
    if (first) return { coveredBy: first.id };
    return {
      impossible:
        config.target === ''
          ? `${to.resource.name} is the dead-letter queue of a schedule, but no target of ${from.resource.name} is left for it`
          : `${to.resource.name} is the dead-letter queue of the target ${config.target}, which ${from.resource.name} does not have`,
    };
  },
};

function schedule(connection: Connection<TargetConfig>, context: EmitContext, printed: Printed): ConnectionCode {
  const { config, from, to } = connection;
  const times = from.resource.config as unknown as ScheduleConfig;
  const expression = expressionOf(times, from.resource.name);
  if ('impossible' in expression) return expression;
  if (!readInput(config.input)) {
    return { impossible: `the input from ${from.resource.name} to ${to.resource.name} is not a JSON object` };
  }
  const group = `this.${context.member(from.resource)}`;
  const id = scheduleId(connection, context);
  const role = `this.#scheduleRole(${group}, ${quote(`${id}Role`)})`;
  const deadLetter = deadLetterOf(from.resource, connection.id);
  const options: Properties = {
    role,
    input: printed.input && inputCode(config.input),
    ...printed.options,
    ...retries(config),
    deadLetterQueue: deadLetter && `this.#undelivered(this.${context.member(deadLetter.to.resource)}, ${role})`,
  };
  return {
    imports: {
      iam: 'aws-cdk-lib/aws-iam',
      scheduler: 'aws-cdk-lib/aws-scheduler',
      scheduleTargets: 'aws-cdk-lib/aws-scheduler-targets',
    },
    statements: [
      `new scheduler.Schedule(${group}, ${quote(id)}, ${object({
        scheduleGroup: group,
        schedule: expression.code,
        timeWindow:
          times.flexibleWindow > 0
            ? `scheduler.TimeWindow.flexible(${durationCode(wholeMinutes(times.flexibleWindow))})`
            : undefined,
        target: `${printed.construct}(${printed.target === undefined ? '' : `${printed.target}, `}${object(options)})`,
      })});`,
    ],
    helpers: [scheduleRole, ...(printed.helpers ?? []), ...(deadLetter ? [undelivered] : [])],
    checks: [
      {
        title: `a schedule of ${from.resource.name} reaches ${to.resource.name}`,
        type: 'AWS::Scheduler::Schedule',
        properties: {
          GroupName: `stack.resolve(stack.${context.member(from.resource)}.scheduleGroupName)`,
          ScheduleExpression: quote(expression.text),
        },
      },
    ],
  };
}

/** Construct id of a schedule, in the scope of its group. */
function scheduleId(connection: Connection<TargetConfig>, context: EmitContext): string {
  const { from, to } = connection;
  const twins = targetsOf(from.resource).filter((each) => each.to.resource.id === to.resource.id);
  const place = twins.findIndex(({ id }) => id === connection.id);
  const id = `To${context.constructId(to.resource)}`;
  return place > 0 ? `${id}${place + 1}` : id;
}

interface Expression {
  readonly code: Code;
  /** As it stands in the template. */
  readonly text: string;
}

function expressionOf(config: ScheduleConfig, name: string): Expression | { readonly impossible: string } {
  const { schedule: kind, every, cron, at, timeZone } = config;
  if (kind === 'rate') {
    if (every % MINUTE !== 0) {
      return { impossible: `${name} is due every ${every} s, but EventBridge Scheduler takes whole minutes` };
    }
    return { code: `scheduler.ScheduleExpression.rate(${durationCode(every)})`, text: rateText(every) };
  }
  const read = kind === 'cron' ? readCron(cron) : undefined;
  if (read && 'fault' in read) return { impossible: `the cron expression of ${name} ${read.fault}` };
  if (kind === 'once' && !isDateAndTime(at)) {
    return { impossible: `the one-time schedule of ${name} has no date and time like 2027-03-01T09:00:00` };
  }
  const text = kind === 'cron' ? `cron(${cronFields(cron).join(' ')})` : `at(${at.trim()})`;
  const zone = timeZone.trim() === '' || timeZone.trim() === 'UTC' ? '' : `, TimeZone.of(${quote(timeZone.trim())})`;
  return { code: `scheduler.ScheduleExpression.expression(${quote(text)}${zone})`, text };
}

/** `rate(5 minutes)`, `rate(1 hour)`: the largest unit that leaves a whole number, as the CDK writes it. */
function rateText(every: number): string {
  const [size, unit] = every % DAY === 0 ? [DAY, 'day'] : every % 3600 === 0 ? [3600, 'hour'] : [MINUTE, 'minute'];
  const count = every / size;
  return `rate(${count} ${unit}${count === 1 ? '' : 's'})`;
}

const wholeMinutes = (duration: number): number => Math.ceil(duration / MINUTE) * MINUTE;

function retries({ maximumEventAge, retryAttempts }: TargetConfig): Properties {
  return {
    maxEventAge: maximumEventAge === AWS_RETRIES.maximumEventAge ? undefined : durationCode(Math.ceil(maximumEventAge)),
    retryAttempts: retryAttempts === AWS_RETRIES.retryAttempts ? undefined : String(retryAttempts),
  };
}

/** The input with what tells one invocation from its repetition: EventBridge Scheduler fills both in. */
function inputCode(text: string): Code {
  return `scheduler.ScheduleTargetInput.fromObject(${object({
    ...Object.fromEntries(Object.entries(readInput(text) ?? {}).map(([name, value]) => [name, literal(value)])),
    scheduleArn: 'scheduler.ContextAttribute.scheduleArn',
    scheduledTime: 'scheduler.ContextAttribute.scheduledTime',
  })})`;
}
