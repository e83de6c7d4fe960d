/** The definition of a state machine in an exported CDK app: its tasks as states, chained. */
import type { EmitContext, Helper } from '#shared/model/cdk';
import { inWords } from '#shared/model/cdk-helpers';
import { type Code, durationCode, lineComment, literal, object, type Properties, quote } from '#shared/model/code';
import type { Terms } from '#shared/model/contract';
import type { Resource } from '#shared/model/graph';
import { wantsTenant } from '#shared/model/tenants';
import type { CallConfig, MessageTaskConfig, ReadTaskConfig } from './task-config';
import {
  callbackOf,
  endsInState,
  isMap,
  isPassedOver,
  leadsToUndo,
  needsEnd,
  type Step,
  type Task,
  tasksIn,
  tasksOf,
  undoingFrom,
} from './tasks';

/** What the other services answer, such as the id of a message, is left out of the state. */
const DISCARD = 'sfn.JsonPath.DISCARD';
/** Where an execution keeps the error of a task in order; those of undoing have a place of their own beside it. */
const ERROR = '$.error';
const UNDO_ERROR = '$.undoError';
/** The list that Map states take their items from. */
const ITEMS = '$.items';
const INPUT = "sfn.TaskInput.fromJsonPathAt('$')";
/** Of a task that waits for a callback: who works on it sends the token back. */
const INPUT_WITH_TOKEN =
  "sfn.TaskInput.fromObject({ taskToken: sfn.JsonPath.taskToken, input: sfn.JsonPath.objectAt('$') })";
const EXECUTION = "sfn.JsonPath.stringAt('$$.Execution.Name')";
const STATE = "sfn.JsonPath.stringAt('$$.State.Name')";
const RETRY = "sfn.JsonPath.stringAt('$$.State.RetryCount')";
const ITEM = "sfn.JsonPath.stringAt('$$.Map.Item.Index')";

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
  /** Of what a Map state runs for each item: the task itself. */
  readonly item: string;
}

/** A step with the code that makes its states, once all of them are there the code that joins them, and its two names. */
interface Part {
  readonly states: readonly Code[];
  /** @param next what follows it, and where a failure that is caught to be undone leads */
  follow(next: string | undefined, undoing: string | undefined): readonly Code[];
  readonly first: string;
}

/** An arrow function of the scope in which the states are made: first the states in their order, then what follows each. */
export function definition(machine: Resource, context: EmitContext): Code {
  const tasks = tasksOf(machine);
  if (tasks.steps.length === 0) return "(states) => new sfn.Pass(states, 'All-Nothing')";
  const partOf = (step: Step): Part =>
    step.kind === 'task' ? taskPart(step.task, machine, context) : parallelPart(step.branches, machine, context);
  const forward = tasks.steps.map(partOf);
  const undo = tasks.undo.map((task) => taskPart(task, machine, context));
  const end = endsInState(tasks) ? 'done' : undefined;
  const undoingAfter = (task: Task): string => undo[undoingFrom(task, tasks)]?.first ?? 'undone';
  const lines = [
    ...[...forward, ...undo].flatMap(({ states }) => states),
    ...(end === undefined ? [] : ["const done = new sfn.Succeed(states, 'All-Done');"]),
    ...(undo.length === 0 ? [] : [`const undone = new sfn.Fail(states, 'All-Undone', ${UNDONE});`]),
    ...tasks.steps.flatMap((step, at) => {
      const undoing = leadsToUndo(step, tasks) ? undoingAfter(tasksIn(step)[0]!) : undefined;
      return forward[at]!.follow(forward[at + 1]?.first ?? end, undoing);
    }),
    ...undo.flatMap(({ follow }, at) => follow(undo[at + 1]?.first ?? 'undone', undefined)),
    `return ${forward[0]!.first};`,
  ];
  return `(states) => {\n${lines.join('\n')}\n}`;
}

function taskPart(task: Task, machine: Resource, context: EmitContext): Part {
  const state = stateOf(task, machine, context);
  return {
    first: state.first,
    states: stateCode(state, context),
    follow: (next, undoing) => [
      ...(isMap(task) ? itemCode(state) : []),
      ...followCode(state, next, isPassedOver(task) ? (isMap(task) ? undefined : next) : undoing),
    ],
  };
}

/** What a Map state runs for each item; one that failed for good and is passed over leaves its error in the list of answers. */
function itemCode({ task, id, variable, item }: State): readonly Code[] {
  return [
    ...(isPassedOver(task) ? [`${item}.addCatch(new sfn.Pass(states, ${quote(`Passed-Over-${id}`)}));`] : []),
    `${variable}.itemProcessor(${item});`,
  ];
}

/** A Parallel state. Its output is the input with all that its branches have put beside it. */
function parallelPart(branches: readonly (readonly Task[])[], machine: Resource, context: EmitContext): Part {
  const { place } = branches[0]![0]!.config;
  const variable = `atOnce${place}`;
  const lists = branches.map((tasks) => ({
    parts: tasks.map((task) => taskPart(task, machine, context)),
    end: needsEnd(tasks.at(-1)) ? `${place}${tasks[0]!.config.branch}` : undefined,
  }));
  const merged = branches.slice(1).reduce((all, _, at) => `States.JsonMerge(${all}, $[${at + 1}], false)`, '$[0]');
  return {
    first: variable,
    states: [
      ...lists.flatMap(({ parts, end }) => [
        ...parts.flatMap(({ states }) => states),
        ...(end === undefined ? [] : [`const done${end} = new sfn.Succeed(states, ${quote(`Done-${end}`)});`, '']),
      ]),
      lineComment('Branches at once: when one fails, the others are stopped. What they have kept is put together.'),
      `const ${variable} = new sfn.Parallel(states, ${quote(`At-Once-${place}`)}, ${object({
        resultSelector: `{ 'all.$': ${quote(merged)} }`,
        outputPath: "'$.all'",
      })});`,
      '',
    ],
    follow: (next, undoing) => [
      ...lists.flatMap(({ parts, end }) =>
        parts.flatMap(({ follow }, at) =>
          follow(parts[at + 1]?.first ?? (end === undefined ? undefined : `done${end}`), undefined),
        ),
      ),
      `${variable}.branch(${lists.map(({ parts }) => parts[0]!.first).join(', ')});`,
      ...(undoing === undefined ? [] : [`${variable}.addCatch(${undoing}, { resultPath: ${quote(ERROR)} });`]),
      ...(next === undefined ? [] : [`${variable}.next(${next});`]),
    ],
  };
}

/** The execution ends with the error that led to undoing; the cause holds all that was caught. */
const UNDONE = `{ errorPath: '${ERROR}.Error', causePath: 'States.JsonToString(${ERROR})' }`;

/** A paragraph under the words of its connection. */
function stateCode({ task, id, variable, first, item }: State, context: EmitContext): readonly Code[] {
  const { retryAttempts, retryInterval, backoffRate, share } = task.config;
  return [
    lineComment(inWords(task)),
    ...(share < 1 ? [`const ${first} = new sfn.Choice(states, ${quote(`Whether-${id}`)});`] : []),
    ...(isMap(task) ? [`const ${variable} = ${mapState(task, id)};`] : []),
    `const ${item} = ${construct(task, id, context)};`,
    ...(retryAttempts > 0
      ? [
          `${item}.addRetry(${object({
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

/** A Map state over a list in the input, which keeps the list of answers where there are some. */
const mapState = (task: Task, id: string): Code =>
  `new sfn.Map(states, ${quote(`Each-${id}`)}, ${object({
    itemsPath: quote(ITEMS),
    maxConcurrency: task.config.maximumConcurrency === undefined ? undefined : literal(task.config.maximumConcurrency),
    resultPath: answers(task) ? quote(answerPath(id)) : DISCARD,
  })})`;

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

/** A function and a table answer, and whatever a callback brings. */
const answers = (task: Pick<Task, 'kind' | 'config'>): boolean =>
  ANSWERING.has(task.kind.id) || callbackOf(task) !== undefined;

/** Whether later tasks get more than the input of the execution. */
export const keepsAnswers = ({ outbound }: Pick<Resource, 'outbound'>): boolean =>
  (outbound as unknown as readonly Task[]).some(answers);

/** Field of the input that says whether an execution runs a task that not every execution runs. */
export const switchOf = (id: string): string => `run${id.replaceAll(/\W/g, '')}`;

function condition(id: string): Code {
  const path = quote(`$.${switchOf(id)}`);
  return `sfn.Condition.and(sfn.Condition.isPresent(${path}), sfn.Condition.booleanEquals(${path}, true))`;
}

function stateOf(task: Task, machine: Resource, context: EmitContext): State {
  const id = stateId(task, machine, context);
  const name = id.replaceAll(/\W/g, '__');
  const variable = isMap(task) ? `each${name}` : `to${name}`;
  return { task, id, variable, first: task.config.share < 1 ? `whether${name}` : variable, item: `to${name}` };
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
  const callback = callbackOf(task);
  const input = callback ? INPUT_WITH_TOKEN : INPUT;
  // The answer of an item stands alone: an item need not be an object that something can be put beside.
  const resultPath = answers(task) ? (isMap(task) ? undefined : quote(answerPath(id))) : DISCARD;
  const state = (name: string, properties: Properties): Code =>
    `new ${name}(states, ${quote(id)}, ${object({ ...properties, ...(callback && waiting(callback)), resultPath })})`;
  switch (kind.id) {
    case 'step-functions/invoke-function':
      return state('InvokeTask', {
        lambdaFunction: context.target(to.resource),
        payload: input,
        retryOnServiceExceptions: 'false',
        resultSelector: "{ 'answer.$': '$.Payload' }",
      });
    case 'step-functions/send-message':
      return state('tasks.SqsSendMessage', {
        queue: other,
        messageBody: input,
        ...grouped(task, to.terms as Terms<'enqueue'>),
      });
    case 'step-functions/publish':
      return state('tasks.SnsPublish', {
        topic: other,
        message: input,
        ...grouped(task, to.terms as Terms<'publish'>),
      });
    case 'step-functions/put-events':
      return state('tasks.EventBridgePutEvents', {
        entries: `[${object({
          eventBus: other,
          source: quote(context.folder(task.from.resource)),
          detailType: quote('message'),
          detail: input,
        })}]`,
      });
    case 'step-functions/put-item':
      return state('tasks.DynamoPutItem', {
        table: other,
        item: object({
          id: `tasks.DynamoAttributeValue.fromString(${isMap(task) ? `sfn.JsonPath.format('{}-{}', ${EXECUTION}, ${ITEM})` : EXECUTION})`,
          body: "tasks.DynamoAttributeValue.fromString(sfn.JsonPath.jsonToString(sfn.JsonPath.objectAt('$')))",
        }),
      });
    case 'step-functions/get-item':
      return state('tasks.DynamoGetItem', {
        table: other,
        key: object({ id: "tasks.DynamoAttributeValue.fromString(sfn.JsonPath.stringAt('$.id'))" }),
        consistentRead: (task.config as unknown as ReadTaskConfig).consistency === 'strong' ? 'true' : undefined,
      });
    default:
      throw new Error(`no task state for the kind ${kind.id}`);
  }
}

/** Until the token comes back, which brings the answer. */
function waiting({ timeout, heartbeat }: CallConfig): Properties {
  const until = (seconds: number | undefined) =>
    seconds === undefined ? undefined : `sfn.Timeout.duration(${durationCode(seconds)})`;
  return {
    integrationPattern: 'sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN',
    taskTimeout: until(timeout),
    heartbeatTimeout: until(heartbeat),
    resultSelector: "{ 'answer.$': '$' }",
  };
}

/**
 * The group of a FIFO queue or topic, or the tenant of a fair queue. Of FIFO one execution sends the same state's message
 * once within five minutes.
 */
function grouped(task: Task, { fifo, contentBasedDeduplication }: Terms<'enqueue' | 'publish'>): Properties {
  if (!fifo && !wantsTenant(task)) return {};
  const group = (task.config as unknown as MessageTaskConfig).groupId;
  return {
    messageGroupId: group.startsWith('$.') ? `sfn.JsonPath.stringAt(${quote(group)})` : quote(group),
    messageDeduplicationId: fifo && !contentBasedDeduplication ? deduplicationId(task) : undefined,
  };
}

/**
 * Of the execution, the state and the item; a retry hands over another token, which must not be taken for the first
 * (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html).
 */
function deduplicationId(task: Task): Code {
  const parts = [EXECUTION, STATE, ...(isMap(task) ? [ITEM] : []), ...(callbackOf(task) ? [RETRY] : [])];
  return `sfn.JsonPath.format('${parts.map(() => '{}').join('-')}', ${parts.join(', ')})`;
}
