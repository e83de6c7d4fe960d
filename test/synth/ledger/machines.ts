/**
 * State machines as wholes: every state is reached and ends or goes on, and every task says what it hands to whom.
 * https://states-language.net/spec.html, 2026-11-23. What each drawn task needs beside it is in `wiring/step-functions`.
 */
import type { Resource } from '#shared/model/graph';
import { same } from '../policies';
import { knownBus, type Properties, type TemplateReader } from '../wiring/reader';
import { definitionOf, type Machine, type State } from '../wiring/step-functions';

export function machineFaults(reader: TemplateReader): readonly string[] {
  return reader.graph.resources
    .filter(({ service }) => service.id === 'step-functions')
    .flatMap((drawn) => {
      const whole = definitionOf(reader, drawn);
      const tasks = tasksIn(whole);
      const count = drawn.outbound.length;
      return [
        ...walked(whole),
        ...(tasks.length === count ? [] : [`${tasks.length} tasks, ${count} drawn`]),
        ...tasks.flatMap((task) => asked(task, drawn, reader)),
      ].map((fault) => `${drawn.id}: ${fault}`);
    });
}

const insideOf = ({ Branches = [], ItemProcessor }: State): readonly Machine[] =>
  [Branches, ItemProcessor ?? []].flat() as readonly Machine[];

const tasksIn = ({ States: states }: Machine): readonly State[] =>
  Object.values(states).flatMap((state) => [
    ...(state.Type === 'Task' ? [state] : []),
    ...insideOf(state).flatMap(tasksIn),
  ]);

const TYPES = new Set(['Task', 'Choice', 'Parallel', 'Map', 'Pass', 'Succeed', 'Fail']);
const LAST = new Set(['Succeed', 'Fail']);

interface Leads {
  readonly Next: string;
}

/** From the first state to the last, and none aside. */
function walked({ StartAt: first, States: states }: Machine, isOfItem = false): readonly string[] {
  const reached = new Set<string>();
  const open = [first];
  const faults: string[] = [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const state = states[name];
    if (!state) {
      faults.push(`no state ${name}`);
      continue;
    }
    faults.push(
      ...stateFaults(name, state, isOfItem),
      ...insideOf(state).flatMap((inside) => walked(inside, state.Type === 'Map')),
    );
    open.push(...nextOf(state));
  }
  const aside = Object.keys(states).filter((name) => !reached.has(name));
  return [...faults, ...aside.map((name) => `${name} is never reached`)];
}

function nextOf({ Next, Default, Choices = [], Catch = [] }: State): readonly string[] {
  const more = [...(Choices as readonly Leads[]), ...(Catch as readonly Leads[])].map((each) => each.Next);
  return [...([Next, Default].filter((name) => name !== undefined) as string[]), ...more];
}

function stateFaults(name: string, state: State, isOfItem: boolean): readonly string[] {
  const { Type: type, End: end, Next: next, Catch: handlers = [] } = state;
  const endsRightly = type === 'Choice' || LAST.has(type) ? end === undefined : (end === true) !== (next !== undefined);
  const paths = pathsIn({ ...state, Branches: undefined, ItemProcessor: undefined, around: undefined });
  return [
    ...(TYPES.has(type) ? [] : [`${name} is of no type`]),
    ...(endsRightly ? [] : [`${name} neither ends nor goes on`]),
    ...paths.filter((path) => !PATH.test(path)).map((path) => `${name} asks for ${path}`),
    ...(handlers as readonly Properties[])
      // An item that is passed over keeps nothing; an execution keeps its input, and the error beside it.
      .filter(({ ResultPath: kept }) => (isOfItem ? kept !== undefined : !/^\$\.(error|undoError)$/.test(String(kept))))
      .map(() => `${name} keeps its error elsewhere`),
    ...particular(name, state),
  ];
}

/** A path into the input or the context, or a function of such. */
const PATH = /^(?:\$\$?(?:\.\w+|\[\d+\])*|States\.\w+\(.*\))$/;

/** Values of fields whose names say that they are paths. */
function pathsIn(value: unknown): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) =>
    /(?:\.\$|Path|^Variable)$/.test(name) && typeof each === 'string' ? [each] : pathsIn(each),
  );
}

function particular(name: string, state: State): readonly string[] {
  const says = (holds: boolean, what: string): readonly string[] => (holds ? [] : [`${name} ${what}`]);
  switch (state.Type) {
    case 'Choice':
      return says(
        state['Default'] !== undefined && areWishes(state['Choices']),
        'does not ask whether its task is wanted',
      );
    case 'Fail':
      return says(
        state['ErrorPath'] === '$.error.Error' && state['CausePath'] === 'States.JsonToString($.error)',
        'does not tell why it failed',
      );
    case 'Map':
      return says(
        same((state['ItemProcessor'] as Properties)['ProcessorConfig'], { Mode: 'INLINE' }),
        'does not run within the execution',
      );
    case 'Parallel':
      return says(
        state['OutputPath'] === '$.all' &&
          Object.keys((state['ResultSelector'] ?? {}) as object).join() === 'all.$' &&
          insideOf(state).every((_, at) => JSON.stringify(state['ResultSelector']).includes(`$[${at}]`)),
        'does not put together what its branches keep',
      );
    default:
      return [];
  }
}

/** Whether the execution says of itself that it runs the task: there, and true. */
function areWishes(choices: unknown): boolean {
  return (choices as readonly Properties[]).every(({ And: both }) => {
    const [there, yes] = (both ?? []) as readonly Properties[];
    const variable = there?.['Variable'];
    return (
      /^\$\.run\w+$/.test(String(variable)) &&
      same(both, [
        { Variable: variable, IsPresent: true },
        { Variable: variable, BooleanEquals: true },
      ]) &&
      yes !== undefined
    );
  });
}

/** What a task hands over, by what it calls; the drawn end that is named there, exactly. */
function asked(state: State, drawn: Resource, reader: TemplateReader): readonly string[] {
  const [, call = '', waits] = /:::(\w+:\w+)(\.waitForTaskToken)?$/.exec(String(state['Resource'])) ?? [];
  const parameters = (state['Parameters'] ?? {}) as Properties;
  const [event = {}] = (parameters['Entries'] ?? []) as readonly Properties[];
  const [name, address] = ADDRESS[call] ?? ['', 'nothing'];
  const named = call === 'events:putEvents' ? event['EventBusName'] : parameters[address];
  const to = drawn.outbound.filter(({ to: end }) => mentionOf(end.resource, reader) === named);
  const handed = (of: Properties, field: string): boolean =>
    waits === undefined
      ? of[`${field}.$`] === '$'
      : same(of[field], { 'taskToken.$': '$$.Task.Token', 'input.$': '$' });
  const isGrouped = to.some(({ to: end }) => takesGroups(end.resource) && end.contract !== 'invoke');
  const selector = (state['ResultSelector'] ?? {}) as Properties;
  const isWhole: Readonly<Record<string, boolean>> = {
    'lambda:invoke': handed(parameters, 'Payload'),
    'sqs:sendMessage': handed(parameters, 'MessageBody'),
    'sns:publish': handed(parameters, 'Message'),
    'events:putEvents': handed(event, 'Detail') && event['DetailType'] === 'message' && event['Source'] === drawn.id,
    'dynamodb:getItem': same(parameters['Key'], { id: { 'S.$': '$.id' } }),
    'dynamodb:putItem':
      /\$\$\.Execution\.Name/.test(JSON.stringify((parameters['Item'] as Properties | undefined)?.['id'])) &&
      same((parameters['Item'] as Properties)['body'], { 'S.$': 'States.JsonToString($)' }),
  };
  return [
    ...(to.length > 0 ? [] : [`a task of ${call} names ${JSON.stringify(named)}, which is no ${name} that is drawn`]),
    ...(isWhole[call] === true ? [] : [`a task of ${call} hands over something else`]),
    ...(call !== 'dynamodb:getItem' ||
    to.some(({ config }) => parameters['ConsistentRead'] === (config['consistency'] === 'strong'))
      ? []
      : ['reads with another consistency']),
    ...(!isGrouped || (hasValue(parameters, 'MessageGroupId') && isGroupedOnce(parameters, to))
      ? []
      : [`a task of ${call} has no group`]),
    ...(call === 'lambda:invoke' || waits !== undefined
      ? answered(selector, waits === undefined ? '$.Payload' : '$').map((fault) => `a task of ${call} ${fault}`)
      : []),
  ];
}

const answered = (selector: Properties, path: string): readonly string[] =>
  same(selector, { 'answer.$': path }) ? [] : ['keeps another answer'];

const hasValue = (of: Properties, name: string): boolean => (of[name] ?? of[`${name}.$`]) !== undefined;

/** A FIFO one orders by groups, a fair queue shares its consumers among them, and a topic hands them on. */
function takesGroups({ config, service, outbound }: Resource): boolean {
  const { type } = config;
  return (
    type === 'fifo' || type === 'fair' || (service.id === 'sns' && outbound.some(({ to }) => takesGroups(to.resource)))
  );
}

/** The drawn group, and an id where the other end makes none of the content. */
function isGroupedOnce(parameters: Properties, to: Resource['outbound']): boolean {
  return to.some(({ config, to: { resource } }) => {
    const drawn = (config['groupId'] as string | undefined) ?? '';
    const group = parameters['MessageGroupId'] ?? parameters['MessageGroupId.$'];
    const byContent = resource.config['type'] !== 'fifo' || resource.config['contentBasedDeduplication'] === true;
    return (
      (drawn === '' ? group === 'executions' : group === drawn) &&
      (byContent || hasValue(parameters, 'MessageDeduplicationId'))
    );
  });
}

const ADDRESS: Readonly<Record<string, readonly [what: string, field: string]>> = {
  'lambda:invoke': ['function', 'FunctionName'],
  'sqs:sendMessage': ['queue', 'QueueUrl'],
  'sns:publish': ['topic', 'TopicArn'],
  'events:putEvents': ['bus', 'EventBusName'],
  'dynamodb:getItem': ['table', 'TableName'],
  'dynamodb:putItem': ['table', 'TableName'],
};

/** A bus that is there anyway is named by its ARN. */
function mentionOf(resource: Resource, reader: TemplateReader): string {
  const bus = knownBus(resource);
  if (bus === undefined) return reader.mention(resource);
  return `arn:aws:events:${reader.graph.account.region}:AWS::AccountId:event-bus/${bus}`;
}
