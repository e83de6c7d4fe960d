/** Reads and writes of items that a generated handler makes. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import type { ReadItemsConfig, WriteItemsConfig } from '../call-config';
import { guarded, inLanguages } from './calls';
import { conditional, conditionCode, type DrawnCall, drawnCall, type Variable } from './drawn-call';
import { CLIENT_DYNAMODB } from './packages';
import { pythonReadItem, pythonWriteItem } from './python-item-calls';

/** AWS SDKs try a call of DynamoDB four times (feature-retry-behavior, as of 2026-11-23). */
const SDK_ATTEMPTS = 4;

const idOf = `
/** The key of an item. Yours to choose: an id that follows from the message makes a second write of it harmless. */
const idOf = (message: unknown): string =>
  String((message as { readonly id?: unknown } | null)?.id ?? randomUUID());`;

function client({ config: { attempts } }: DrawnCall): { readonly name: string; readonly setup: string } {
  const name = attempts === SDK_ATTEMPTS ? 'items' : `itemsWith${attempts}Attempts`;
  return {
    name,
    setup: `const ${name} = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: ${attempts} }), {
  marshallOptions: { removeUndefinedValues: true },
});`,
  };
}

export function writeItemsCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  const { transactional } = connection.config as WriteItemsConfig;
  const { timeToLive } = connection.to.terms as Terms<'keep-items'>;
  return {
    packages: CLIENT_DYNAMODB,
    code: inLanguages(
      () => write(call, transactional, timeToLive),
      () => pythonWriteItem(call, transactional, timeToLive),
    ),
  };
}

function write(call: DrawnCall, transactional: boolean, timeToLive: number | undefined): ReturnType<CallCode['code']> {
  const { name, setup } = client(call);
  const functionName = `writeTo${call.suffix}`;
  const command = transactional ? 'TransactWriteCommand' : 'PutCommand';
  const expiry = timeToLive === undefined ? '' : `expiresAt: Math.floor(Date.now() / 1000) + ${Math.ceil(timeToLive)},`;
  const put = `{ TableName: env.${call.variable.property}, Item }`;
  const body = `const Item = { ...(message as object), id: idOf(message), ${expiry} };
  await ${name}.send(new ${command}(${transactional ? `{ TransactItems: [{ Put: ${put} }] }` : put}));`;
  return {
    imports: imports(command),
    setup: [setup, idOf, ...conditionCode(call, functionName)],
    declarations: `
/** ${call.name}: ${transactional ? 'TransactWriteItems' : 'PutItem'}, ${call.says} */
async function ${functionName}(message: unknown): Promise<void> {
  ${guarded(body, call)}
}`,
    call: conditional(call, functionName, 'message'),
  };
}

export function readItemsCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  const { consistency } = connection.config as ReadItemsConfig;
  return {
    packages: CLIENT_DYNAMODB,
    code: inLanguages(
      () => read(call, consistency),
      () => pythonReadItem(call, consistency),
    ),
  };
}

function read(call: DrawnCall, consistency: ReadItemsConfig['consistency']): ReturnType<CallCode['code']> {
  const { name, setup } = client(call);
  const functionName = `readFrom${call.suffix}`;
  const isTransactional = consistency === 'transactional';
  const command = isTransactional ? 'TransactGetCommand' : 'GetCommand';
  const get = `{ TableName: env.${call.variable.property}, Key: { id: idOf(message) }${consistency === 'strong' ? ', ConsistentRead: true' : ''} }`;
  const body = isTransactional
    ? `const { Responses = [] } = await ${name}.send(new ${command}({ TransactItems: [{ Get: ${get} }] }));
  return Responses[0]?.Item;`
    : `const { Item } = await ${name}.send(new ${command}(${get}));
  return Item;`;
  return {
    imports: imports(command),
    setup: [setup, idOf, ...conditionCode(call, functionName)],
    declarations: `
/** ${call.name}: ${isTransactional ? 'TransactGetItems' : `GetItem, ${consistency === 'strong' ? 'strongly' : 'eventually'} consistent`}, ${call.says} */
async function ${functionName}(message: unknown): Promise<Record<string, unknown> | undefined> {
  ${guarded(body, call)}
  ${call.config.failsInvocation ? '' : 'return undefined;'}
}`,
    call: conditional(call, functionName, 'message'),
  };
}

const imports = (command: string) => ({
  names: {
    '@aws-sdk/client-dynamodb': ['DynamoDBClient'],
    '@aws-sdk/lib-dynamodb': ['DynamoDBDocumentClient', command],
    'node:crypto': ['randomUUID'],
  },
});
