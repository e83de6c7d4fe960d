import type { AlarmCode, EmitContext, Helper, NagAcknowledgement, ResourceCode, WidgetCode } from '#shared/model/cdk';
import {
  failedPercentage,
  lasting,
  limitOf,
  minutely,
  once,
  percentage,
  unusualPercentage,
} from '#shared/model/cdk-helpers';
import { object, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import type { StateMachineConfig } from './config';
import { definition, keepsAnswers } from './definition';
import { TRANSITIONS } from './starts';
import { leadsToUndo, tasksOf } from './tasks';

const stateMachine: Helper = {
  name: 'stateMachine',
  kind: 'method',
  imports: { logs: 'aws-cdk-lib/aws-logs', sfn: 'aws-cdk-lib/aws-stepfunctions' },
  code: `
    /** A state machine in a scope of its own, with its states and its log. */
    #stateMachine(
      id: string,
      { definition, writesLogs, ...props }: Omit<sfn.StateMachineProps, 'definition'> & {
        readonly definition: (states: Construct) => sfn.IChainable;
        readonly writesLogs: boolean;
      },
    ): sfn.StateMachine {
      const scope = new Construct(this, id);
      const level = writesLogs ? sfn.LogLevel.ALL : sfn.LogLevel.OFF;
      const destination = writesLogs
        ? new logs.LogGroup(scope, 'Log', {
            // Log groups of this prefix spare the account's resource policy for logs, which has little room.
            logGroupName: \`/aws/vendedlogs/states/\${this.stackName}-\${id}\`,
            retention: logs.RetentionDays.ONE_MONTH,
            removalPolicy: RemovalPolicy.DESTROY,
          })
        : undefined;
      return new sfn.StateMachine(scope, 'StateMachine', {
        definitionBody: sfn.DefinitionBody.fromChainable(definition(new Construct(scope, 'States'))),
        ...(destination && { logs: { destination, level } }),
        ...props,
      });
    }`,
};

export function cdk(machine: Resource<StateMachineConfig>, context: EmitContext): ResourceCode {
  const { name, config } = machine;
  const id = quote(context.constructId(machine));
  const member = context.member(machine);
  const type = config.type.toUpperCase();
  const tasks = tasksOf(machine);
  return {
    imports: { sfn: 'aws-cdk-lib/aws-stepfunctions', tasks: 'aws-cdk-lib/aws-stepfunctions-tasks' },
    type: 'sfn.StateMachine',
    create: (all) => `this.#stateMachine(${id}, ${object(all)})`,
    properties: {
      stateMachineType: `sfn.StateMachineType.${type}`,
      tracingEnabled: config.tracing ? 'true' : undefined,
      writesLogs: config.logBytes > 0 ? 'true' : 'false',
      definition: definition(machine, context),
    },
    helpers: [stateMachine],
    // Itself and its role, its log, and a policy where it may do anything.
    templateResources: config.logBytes > 0 ? 4 : machine.outbound.length > 0 || config.tracing ? 3 : 2,
    checks: [
      {
        title: `${name} is a ${config.type === 'standard' ? 'Standard' : 'Express'} workflow`,
        on: `stack.${member}`,
        properties: { StateMachineType: quote(type) },
      },
    ],
    acknowledgements: acknowledgements(machine, context),
    alarms: alarms(machine, context),
    widgets: [widget(machine, context)],
    notes: [
      ...(tasks.steps.some((step) => step.kind === 'parallel' && leadsToUndo(step, tasks))
        ? [
            `Where one of several branches of ${name} fails, what tasks in them have answered is not kept: what undoes gets what was known before them.`,
          ]
        : []),
      ...(config.furtherTransitions > 0
        ? [
            `The drawing counts on ${config.furtherTransitions} further state transitions in an execution of ${name}: the exported definition has the tasks alone, and those states are yours to add.`,
          ]
        : []),
      ...(keepsAnswers(machine)
        ? [
            `Executions of ${name} take a JSON object and keep beside its fields what functions and tables answer, under the name of the task, and under error what the last failed task in order said. Later tasks get all of it: 256 KiB at most.`,
          ]
        : []),
    ],
  };
}

function acknowledgements(machine: Resource<StateMachineConfig>, context: EmitContext): readonly NagAcknowledgement[] {
  const { name, config } = machine;
  const on = `this.${context.member(machine)}`;
  const found: NagAcknowledgement[] = [];
  if (config.logBytes === 0) found.push({ rule: 'AwsSolutions-SF1', reason: `${name} is drawn without logs.`, on });
  if (!config.tracing) found.push({ rule: 'AwsSolutions-SF2', reason: `${name} is drawn without X-Ray.`, on });
  if (config.logBytes > 0 || config.tracing) {
    found.push({
      rule: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The delivery of logs and of traces knows no resources: AWS asks for all of them.',
      on,
    });
  }
  return found;
}

function alarms(machine: Resource<StateMachineConfig>, context: EmitContext): readonly AlarmCode[] {
  const { name, config } = machine;
  const metric = `design.${context.member(machine)}`;
  const transitions = limitOf(context, machine, TRANSITIONS);
  return [
    failures(machine, context),
    once(
      'ExecutionsTimedOut',
      minutely(`${metric}.metricTimedOut`, 'SUM'),
      `Executions of ${name} take longer than they may and are ended where they are.`,
    ),
    ...(config.type === 'standard'
      ? [
          lasting(
            'ExecutionsThrottled',
            minutely(`${metric}.metricThrottled`, 'SUM'),
            'at least',
            1,
            transitions
              ? `State transitions of the account are used up (${Math.round(transitions.limit)} a second, of which the design asks ${Math.round(transitions.used)}): executions of ${name} slow down.`
              : `State transitions of the account are used up: executions of ${name} slow down.`,
          ),
        ]
      : []),
  ];
}

/** One failure is news where the drawing has none; where it has some, more than it has. */
function failures(machine: Resource<StateMachineConfig>, context: EmitContext): AlarmCode {
  const { name } = machine;
  const metric = `design.${context.member(machine)}`;
  const failed = minutely(`${metric}.metricFailed`, 'SUM');
  const drawn = failedPercentage(context, machine.id);
  if (drawn === 0) {
    return once(
      'ExecutionsFailed',
      failed,
      `Executions of ${name} end as failed: a task failed for good, or was undone.`,
    );
  }
  const threshold = unusualPercentage(drawn);
  return lasting(
    'ExecutionsFailed',
    percentage('failed, %', failed, minutely(`${metric}.metricStarted`, 'SUM')),
    'above',
    threshold,
    `More than ${threshold} % of the executions of ${name} end as failed, after undoing or without; the drawing has ${Number(drawn.toPrecision(3))} %.`,
  );
}

function widget(machine: Resource<StateMachineConfig>, context: EmitContext): WidgetCode {
  const metric = `design.${context.member(machine)}`;
  return {
    title: machine.name,
    left: [
      minutely(`${metric}.metricStarted`, 'SUM'),
      minutely(`${metric}.metricSucceeded`, 'SUM'),
      minutely(`${metric}.metricFailed`, 'SUM'),
    ],
    right: [minutely(`${metric}.metricTime`, 'P99')],
  };
}
