/** The definition of a state machine in an exported CDK app: its tasks as states, chained. */
import type { EmitContext, Helper } from '#shared/model/cdk';
import { inWords } from '#shared/model/cdk-helpers';
import { type Code, durationCode, lineComment, literal, object, type Properties, quote } from '#shared/model/code';
import type { Terms } from '#shared/model/contract';
import type { Resource } from '#shared/model/graph';
import type { MessageTaskConfig, ReadTaskConfig } from './task-config';
import { afterFailure, needsEnd, type Task, tasksOf, undoingFrom } from './tasks';

/** What the other services answer, such as the id of a message, is left out of the state. */
const DISCARD = 'sfn.JsonPath.DISCARD';
/** Where an execution keeps the error of a task in order; those of undoing have a place of their own beside it. */
const ERROR = '$.error';
const UNDO_ERROR = '$.undoError';
const INPUT = "sfn.TaskInput.fromJsonPathAt('$')";
const EXECUTION = "sfn.JsonPath.stringAt('$$.Execution.Name')";

export const invokeTask: Helper = {
  name: 'InvokeTask',
  kind: 'class',
  imports: { iam: 'aws-cdk-lib/aws-iam', tasks: 'aws-cdk-lib/aws-stepfunctions-tasks' },
  code: `
    /** Invokes this function or alias and nothing beside it: the plain task could invoke all its versions. */
    class InvokeTask extends tasks.LambdaInvoke {
      protected override readonly taskPolicies: iam.PolicyStatement[];

      constructor(scope: Construct, id: string, props: tasks.LambdaInvokeProps) {
        super(scope, id, props);
        this.taskPolicies = [
          new iam.PolicyStatement({
            actions: ['lambda:InvokeFunction'],
            resources: [props.lambdaFunction.functionArn],
          }),
        ];
      }
    }`,
};

/** A state with the name under which others refer to it, and the state that runs first where a choice stands before it. */
interface State {
  readonly task: Task;
  readonly id: string;
  readonly variable: string;
  /** Of what comes before it: itself, or the choice. */
  readonly first: string;
}

/** An arrow function of the scope in which the states are made: first the states in their order, then what follows each. */
export function definition(machine: Resource, context: EmitContext): Code {
  const tasks = tasksOf(machine);
  if (tasks.forward.length === 0) return "(states) => new sfn.Pass(states, 'All-Nothing')";
  const listed = (list: readonly Task[]): readonly State[] => list.map((task) => stateOf(task, machine, context));
  const forward = listed(tasks.forward);
  const undo = listed(tasks.undo);
  const end = needsEnd(tasks.forward) ? 'done' : undefined;
  const follow = (list: readonly State[], last: string | undefined): readonly Code[] =>
    list.flatMap((state, at) => {
      const next = list[at + 1]?.first ?? last;
      const then = afterFailure(state.task, tasks);
      const undoing = undo[undoingFrom(state.task, tasks)]?.first ?? 'undone';
      return followCode(state, next, then === 'continue' ? next : then === 'undo' ? undoing : undefined);
    });
  const lines = [
    ...[...forward, ...undo].flatMap((state) => stateCode(state, context)),
    ...(end === undefined ? [] : ["const done = new sfn.Succeed(states, 'All-Done');"]),
    ...(undo.length === 0 ? [] : [`const undone = new sfn.Fail(states, 'All-Undone', ${UNDONE});`]),
    ...follow(forward, end),
    ...follow(undo, 'undone'),
    `return ${forward[0]?.first ?? ''};`,
  ];
  return `(states) => {\n${lines.join('\n')}\n}`;
}

/** The execution ends with the error that led to undoing; the cause holds all that was caught. */
const UNDONE = `{ errorPath: '${ERROR}.Error', causePath: 'States.JsonToString(${ERROR})' }`;

/** A paragraph under the words of its connection. */
function stateCode({ task, id, variable, first }: State, context: EmitContext): readonly Code[] {
  const { retryAttempts, retryInterval, backoffRate, share } = task.config;
  return [
    lineComment(inWords(task)),
    ...(share < 1 ? [`const ${first} = new sfn.Choice(states, ${quote(`Whether-${id}`)});`] : []),
    `const ${variable} = ${construct(task, id, context)};`,
    ...(retryAttempts > 0
      ? [
          `${variable}.addRetry(${object({
            errors: '[sfn.Errors.ALL]',
            maxAttempts: literal(retryAttempts),
            interval: durationCode(retryInterval),
            backoffRate: literal(backoffRate),
          })});`,
        ]
      : []),
    '',
  ];
}

/** @param handler the state that a failure leads to */
function followCode(
  { task, id, variable, first }: State,
  next: string | undefined,
  handler: string | undefined,
): readonly Code[] {
  return [
    ...(task.config.share < 1 ? [`${first}.when(${condition(id)}, ${variable}).otherwise(${next ?? ''});`] : []),
    ...(handler === undefined
      ? []
      : [
          `${variable}.addCatch(${handler}, { resultPath: ${quote(task.config.runs === 'undo' ? UNDO_ERROR : ERROR)} });`,
        ]),
    ...(next === undefined ? [] : [`${variable}.next(${next});`]),
  ];
}

/** Where an execution keeps what a function or a table answered: `$.ChargeCard`, of a function in its field `answer`. */
const answerPath = (id: string): string => `$.${id.replaceAll(/\W/g, '')}`;

const ANSWERING = new Set(['step-functions/invoke-function', 'step-functions/get-item']);

/** Whether later tasks get more than the input of the execution. */
export const keepsAnswers = ({ outbound }: Pick<Resource, 'outbound'>): boolean =>
  outbound.some(({ kind }) => ANSWERING.has(kind.id));

/** Field of the input that says whether an execution runs a task that not every execution runs. */
export const switchOf = (id: string): string => `run${id.replaceAll(/\W/g, '')}`;

function condition(id: string): Code {
  const path = quote(`$.${switchOf(id)}`);
  return `sfn.Condition.and(sfn.Condition.isPresent(${path}), sfn.Condition.booleanEquals(${path}, true))`;
}

function stateOf(task: Task, machine: Resource, context: EmitContext): State {
  const id = stateId(task, machine, context);
  const name = id.replaceAll(/\W/g, '__');
  return { task, id, variable: `to${name}`, first: task.config.share < 1 ? `whether${name}` : `to${name}` };
}

/** `ChargeCard`, and `ChargeCard-Again2` for the second task of the same resource: no resource has such an id. */
export function stateId({ id, to }: Task, machine: Pick<Resource, 'outbound'>, context: EmitContext): string {
  const { forward, undo } = tasksOf(machine);
  const twins = [...forward, ...undo].filter((each) => each.to.resource.id === to.resource.id);
  const place = twins.findIndex((each) => each.id === id);
  const name = context.constructId(to.resource);
  return place > 0 ? `${name}-Again${place + 1}` : name;
}

function construct(task: Task, id: string, context: EmitContext): Code {
  const { kind, to } = task;
  const other = `this.${context.member(to.resource)}`;
  const state = (name: string, properties: Properties, resultPath = DISCARD): Code =>
    `new ${name}(states, ${quote(id)}, ${object({ ...properties, resultPath })})`;
  const answer = quote(answerPath(id));
  switch (kind.id) {
    case 'step-functions/invoke-function':
      return state(
        'InvokeTask',
        {
          lambdaFunction: context.target(to.resource),
          payload: INPUT,
          retryOnServiceExceptions: 'false',
          resultSelector: "{ 'answer.$': '$.Payload' }",
        },
        answer,
      );
    case 'step-functions/send-message':
      return state('tasks.SqsSendMessage', {
        queue: other,
        messageBody: INPUT,
        ...grouped(task, (to.terms as Terms<'enqueue'>).fifo),
      });
    case 'step-functions/publish':
      return state('tasks.SnsPublish', {
        topic: other,
        message: INPUT,
        ...grouped(task, (to.terms as Terms<'publish'>).fifo),
      });
    case 'step-functions/put-events':
      return state('tasks.EventBridgePutEvents', {
        entries: `[${object({
          eventBus: other,
          source: quote(context.folder(task.from.resource)),
          detailType: quote('message'),
          detail: INPUT,
        })}]`,
      });
    case 'step-functions/put-item':
      return state('tasks.DynamoPutItem', {
        table: other,
        item: object({
          id: `tasks.DynamoAttributeValue.fromString(${EXECUTION})`,
          body: "tasks.DynamoAttributeValue.fromString(sfn.JsonPath.jsonToString(sfn.JsonPath.objectAt('$')))",
        }),
      });
    case 'step-functions/get-item':
      return state(
        'tasks.DynamoGetItem',
        {
          table: other,
          key: object({ id: "tasks.DynamoAttributeValue.fromString(sfn.JsonPath.stringAt('$.id'))" }),
          consistentRead: (task.config as unknown as ReadTaskConfig).consistency === 'strong' ? 'true' : undefined,
        },
        answer,
      );
    default:
      throw new Error(`no task state for the kind ${kind.id}`);
  }
}

/** Of a FIFO queue or topic. One execution sends the same state's message once within five minutes. */
function grouped(task: Task, fifo: boolean): Properties {
  if (!fifo) return {};
  const group = (task.config as unknown as MessageTaskConfig).groupId;
  return {
    messageGroupId: group.startsWith('$.') ? `sfn.JsonPath.stringAt(${quote(group)})` : quote(group),
    messageDeduplicationId:
      task.to.resource.config['contentBasedDeduplication'] === true
        ? undefined
        : "sfn.JsonPath.format('{}-{}', sfn.JsonPath.stringAt('$$.Execution.Name'), sfn.JsonPath.stringAt('$$.State.Name'))",
  };
}
