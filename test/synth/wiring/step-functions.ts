/** What the tasks of a state machine need in a template. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same, statements } from '../policies';
import { type Check, need, type Properties, type TemplateReader, type Wiring } from './reader';

type May = (template: TemplateReader, connection: Connection, action: string) => boolean;
type On = (template: TemplateReader, to: Resource) => unknown;

const exactly =
  (on: On): May =>
  (template, { from, to }, action) =>
    template.roleMay(from.resource, action, on(template, to.resource));

/** The table and none of its indexes; its ARN is put together from its name. */
const onTable: May = (template, { from, to }, action) => {
  const role = template.under(from.resource).find(({ Type }) => Type === 'AWS::IAM::Role');
  return template.some(
    'AWS::IAM::Policy',
    (policy) =>
      mentions(policy['Roles'], role?.id ?? 'no role') &&
      statements(policy['PolicyDocument']).some(
        (statement) =>
          [statement.Action].flat().includes(action) &&
          JSON.stringify(statement.Resource).endsWith(`":table/",{"Ref":"${template.main(to.resource).id}"}]]}`),
      ),
  );
};

export const stepFunctions: Wiring = {
  'step-functions/invoke-function': task(
    ':lambda:invoke',
    'lambda:InvokeFunction',
    exactly((template, to) => template.callableArn(to)),
  ),
  'step-functions/send-message': task(
    ':sqs:sendMessage',
    'sqs:SendMessage',
    exactly((template, to) => template.arn(to)),
  ),
  'step-functions/publish': task(
    ':sns:publish',
    'sns:Publish',
    exactly((template, to) => template.ref(to)),
  ),
  'step-functions/put-events': task(
    ':events:putEvents',
    'events:PutEvents',
    exactly((template, to) => template.arn(to)),
  ),
  'step-functions/put-item': task(':dynamodb:putItem', 'dynamodb:PutItem', onTable),
  'step-functions/get-item': task(':dynamodb:getItem', 'dynamodb:GetItem', onTable),
};

export interface State extends Properties {
  readonly Type: string;
  /** The Parallel or Map state around it. */
  readonly around?: State;
}

export type States = Readonly<Record<string, State>>;

/** A state machine, a branch of one, or what is done to an item. */
export interface Machine {
  readonly StartAt: string;
  readonly States: States;
}

/** A task state that names the other end, with the drawn retries, a catch and a choice where drawn; its role may do it. */
function task(integration: string, action: string, may: May): Check {
  return (connection, template) => {
    const { from, to } = connection;
    const all = statesOf(template, from.resource);
    const mine = Object.entries(all).filter(
      ([, { Resource: does, Parameters }]) =>
        String(does).endsWith(waits(connection) ? `${integration}.waitForTaskToken` : integration) &&
        JSON.stringify(Parameters).includes(template.mention(to.resource)),
    );
    const found = mine.find(([, state]) => isRetried(state, connection));
    if (!found) return [`${mine.length} task states, none with the drawn retries`];
    const [, state] = found;
    return [
      ...need(keepsInput(state, integration, connection), 'its answer is not where it belongs'),
      ...need(isForItems(state, connection), 'it runs for other items'),
      ...need(isCaught(state, all, connection), 'its failure leads elsewhere'),
      ...need(
        connection.config['share'] === 1 || isChosen(isMap(state.around) ? state.around : state, all),
        'every execution runs it',
      ),
      ...need(may(template, connection, action), `may not ${action}`),
      ...need(
        !waits(connection) || isCalledBack(state, connection),
        'it waits for no callback, or not as long as drawn',
      ),
      ...need(!waits(connection) || mayAnswer(template, connection), 'who works on it may not call back'),
    ];
  };
}

/** The definition is a text with references in it, for which stand logical ids. */
export function definitionOf(template: TemplateReader, machine: Resource): Machine {
  const { Properties: properties = {} } = template.main(machine);
  const written = properties['DefinitionString'] as string | { 'Fn::Join': [string, readonly unknown[]] };
  const parts = typeof written === 'string' ? [written] : written['Fn::Join'][1];
  const text = parts.map((part) => (typeof part === 'string' ? part : idIn(part))).join('');
  return JSON.parse(text) as Machine;
}

const statesOf = (template: TemplateReader, machine: Resource): States => flat(definitionOf(template, machine).States);

/** With those of branches and items. */
function flat(states: States, around?: State): States {
  const branches = ({ Branches = [], ItemProcessor }: State) =>
    [Branches, ItemProcessor ?? []].flat() as readonly { readonly States: States }[];
  return Object.fromEntries(
    Object.entries(states).flatMap(([name, state]) => {
      const placed: State = { ...state, ...(around && { around }) };
      return [[name, placed] as const, ...branches(state).flatMap((list) => Object.entries(flat(list.States, placed)))];
    }),
  );
}

/** Logical id that a reference names. */
function idIn(reference: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = reference as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  return Ref ?? attribute?.[0] ?? JSON.stringify(reference).replaceAll('"', '');
}

/** Beside the input stands what a function or a table answers; what the others answer is left out. */
function keepsInput({ ResultPath: own, around }: State, integration: string, connection: Connection): boolean {
  const hasAnswer = waits(connection) || integration === ':lambda:invoke' || integration === ':dynamodb:getItem';
  // The answer of an item is its whole output.
  if (isMap(around) && hasAnswer && own !== undefined) return false;
  const ResultPath = isMap(around) ? around['ResultPath'] : own;
  return hasAnswer ? typeof ResultPath === 'string' && /^\$\.\w+$/.test(ResultPath) : ResultPath === null;
}

const waits = ({ config }: Connection): boolean => config['waitsFor'] === 'callback';

function isCalledBack({ TimeoutSeconds, HeartbeatSeconds, Parameters }: State, { config }: Connection): boolean {
  const handsOver = JSON.stringify(Parameters).includes('"$$.Task.Token"');
  return handsOver && TimeoutSeconds === config['timeout'] && HeartbeatSeconds === config['heartbeat'];
}

/** Functions that are invoked with the token, or get it from what a queue, a topic or a bus passes on. */
function mayAnswer(template: TemplateReader, connection: Connection): boolean {
  return whoGet(connection).every((each) =>
    ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'].every((action) =>
      template.roleMay(each, action, template.ref(connection.from.resource)),
    ),
  );
}

/** Buses that lead to one another in a circle are in no drawing here. */
const whoGet = ({ to }: Connection): readonly Resource[] =>
  to.contract === 'invoke'
    ? [to.resource]
    : to.resource.outbound
        .filter(({ kind }) => /^(sns|eventbridge)\/\w+-(subscription|target)$|\/queue-event-source$/.test(kind.id))
        .flatMap(whoGet);

const isMap = (state: State | undefined): state is State => state?.Type === 'Map';

/** For each item of the list, so many at once, or for the execution. */
function isForItems({ around }: State, { config }: Connection): boolean {
  if (config['runsFor'] !== 'item') return !isMap(around);
  return (
    isMap(around) && around['ItemsPath'] === '$.items' && around['MaxConcurrency'] === config['maximumConcurrency']
  );
}

function isRetried({ Retry }: State, { config }: Connection): boolean {
  const drawn = {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: config['retryInterval'],
    MaxAttempts: config['retryAttempts'],
    BackoffRate: config['backoffRate'],
  };
  return config['retryAttempts'] === 0 ? Retry === undefined : same(Retry, [drawn]);
}

function isCaught(state: State, all: States, { config, from }: Connection): boolean {
  const undoes = from.resource.outbound.some((each) => each.config['runs'] === 'undo');
  const then = config['runs'] === 'undo' ? config['onUndoFailure'] : config['onFailure'];
  if (then === 'continue') {
    const [handler] = handlersOf(state);
    // Of an item: nothing comes after it.
    const isNext = isMap(state.around) ? handler?.Next !== undefined : handler?.Next === state['Next'];
    return isNext && same(handler?.ErrorEquals, ['States.ALL']);
  }
  const outermost = outside(state);
  if (outermost !== state && handlersOf(state).length > 0) return false;
  const [handler] = handlersOf(outermost);
  if (then === 'fail' || !undoes) return handler === undefined || isUndoneBeside(config, from.resource);
  return handler !== undefined && handler.Next !== outermost['Next'] && handler.Next in all;
}

const handlersOf = ({ Catch }: State) =>
  (Catch ?? []) as readonly { readonly Next: string; readonly ErrorEquals: readonly string[] }[];

const outside = (state: State): State => (state.around === undefined ? state : outside(state.around));

/** Whether a branch beside it asks for what the one Catch around them leads to. */
const isUndoneBeside = ({ branch, place }: Connection['config'], { outbound }: Resource): boolean =>
  branch !== 'none' && outbound.some(({ config }) => config['place'] === place && config['onFailure'] === 'undo');

function isChosen(state: State, all: States): boolean {
  const name = Object.keys(all).find((each) => same(all[each], state));
  return Object.values(all).some(
    ({ Type, Choices }) =>
      Type === 'Choice' && (Choices as readonly { Next: string }[]).some(({ Next }) => Next === name),
  );
}
