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

interface State extends Properties {
  readonly Type: string;
  /** The Parallel state around it. */
  readonly around?: State;
}

type States = Readonly<Record<string, State>>;

/** A task state that names the other end, with the drawn retries, a catch and a choice where drawn; its role may do it. */
function task(integration: string, action: string, may: May): Check {
  return (connection, template) => {
    const { from, to } = connection;
    const all = statesOf(template, from.resource);
    const mine = Object.entries(all).filter(
      ([, { Resource: does, Parameters }]) =>
        String(does).endsWith(integration) && JSON.stringify(Parameters).includes(template.mention(to.resource)),
    );
    const found = mine.find(([, state]) => isRetried(state, connection));
    if (!found) return [`${mine.length} task states, none with the drawn retries`];
    const [name, state] = found;
    return [
      ...need(keepsInput(state, integration), 'its answer is not where it belongs'),
      ...need(isCaught(state, all, connection), 'its failure leads elsewhere'),
      ...need(connection.config['share'] === 1 || isChosen(name, all), 'every execution runs it'),
      ...need(may(template, connection, action), `may not ${action}`),
    ];
  };
}

/** The definition is a text with references in it. */
function statesOf(template: TemplateReader, machine: Resource): States {
  const { Properties: properties = {} } = template.main(machine);
  const written = properties['DefinitionString'] as string | { 'Fn::Join': [string, readonly unknown[]] };
  const parts = typeof written === 'string' ? [written] : written['Fn::Join'][1];
  const text = parts.map((part) => (typeof part === 'string' ? part : idIn(part))).join('');
  return flat((JSON.parse(text) as { readonly States: States }).States);
}

/** With those of its branches. */
function flat(states: States, around?: State): States {
  const branches = (state: State) => (state['Branches'] ?? []) as readonly { readonly States: States }[];
  return Object.assign(
    {},
    ...Object.entries(states).map(([name, state]) => ({
      [name]: { ...state, ...(around && { around }) },
      ...Object.assign({}, ...branches(state).map((branch) => flat(branch.States, state))),
    })),
  ) as States;
}

/** Logical id that a reference names. */
function idIn(reference: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = reference as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  return Ref ?? attribute?.[0] ?? JSON.stringify(reference).replaceAll('"', '');
}

/** Beside the input stands what a function or a table answers; what the others answer is left out. */
function keepsInput({ ResultPath }: State, integration: string): boolean {
  const hasAnswer = integration === ':lambda:invoke' || integration === ':dynamodb:getItem';
  return hasAnswer ? typeof ResultPath === 'string' && /^\$\.\w+$/.test(ResultPath) : ResultPath === null;
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
  const { Next, Catch: own } = state;
  const then = config['runs'] === 'undo' ? config['onUndoFailure'] : config['onFailure'];
  // What is not passed over within its branch is for the Parallel state to catch.
  const isBranch = state.around !== undefined && then !== 'continue';
  if (isBranch && own !== undefined) return false;
  if (isBranch && config['branch'] === 'none') return false;
  const Catch = isBranch ? state.around['Catch'] : own;
  const [handler] = (Catch ?? []) as readonly { readonly Next: string; readonly ErrorEquals: readonly string[] }[];
  const undoes = from.resource.outbound.some((each) => each.config['runs'] === 'undo');
  if (then === 'fail' || (then === 'undo' && !undoes)) return handler === undefined;
  if (handler === undefined || !same(handler.ErrorEquals, ['States.ALL'])) return false;
  return then === 'continue' ? handler.Next === Next : handler.Next !== Next && handler.Next in all;
}

const isChosen = (name: string, all: States): boolean =>
  Object.values(all).some(
    ({ Type, Choices }) =>
      Type === 'Choice' && (Choices as readonly { Next: string }[]).some(({ Next }) => Next === name),
  );
