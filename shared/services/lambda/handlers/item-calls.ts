/** Reads and writes of items that a generated handler makes. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import type { ReadItemsConfig, WriteItemsConfig } from '../call-config';
import { type Client, ITEMS, sdkClient } from './clients';
import { type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { ID_OF } from './known-by';
import { CLIENT_DYNAMODB } from './packages';
import { pythonReadItem, pythonWriteItem } from './python-item-calls';
import { typescriptFunction } from './typescript-function';

function itemsClient(call: DrawnCall): Client {
  const wrap = (client: string): string =>
    `DynamoDBDocumentClient.from(${client}, { marshallOptions: { removeUndefinedValues: true } })`;
  return sdkClient('items', 'DynamoDBClient', call, ITEMS, wrap);
}

const FIELDS_OF = `
/** What an item has of a message. What is no object, such as a list or a text, is the item's value. */
const fieldsOf = (message: unknown): object =>
  typeof message === 'object' && message !== null && !Array.isArray(message) ? message : { value: message };`;

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
  const client = itemsClient(call);
  const command = transactional ? 'TransactWriteCommand' : 'PutCommand';
  const expiry = timeToLive === undefined ? '' : `expiresAt: Math.floor(Date.now() / 1000) + ${Math.ceil(timeToLive)},`;
  const put = `{ TableName: env.${call.variable.property}, Item }`;
  return typescriptFunction({
    call,
    client,
    prefix: 'writeTo',
    imports: imports(command),
    setup: [ID_OF, FIELDS_OF],
    needsId: true,
    says: `${transactional ? 'TransactWriteItems' : 'PutItem'}, ${call.says}`,
    body: `const Item = { ...fieldsOf(message), id: idOf(message, workId), ${expiry} };
  await ${client.name}.send(new ${command}(${transactional ? `{ TransactItems: [{ Put: ${put} }] }` : put}));`,
  });
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
  const client = itemsClient(call);
  const isTransactional = consistency === 'transactional';
  const command = isTransactional ? 'TransactGetCommand' : 'GetCommand';
  const get = `{ TableName: env.${call.variable.property}, Key: { id: idOf(message, workId) }${consistency === 'strong' ? ', ConsistentRead: true' : ''} }`;
  return typescriptFunction({
    call,
    client,
    prefix: 'readFrom',
    imports: imports(command),
    setup: [ID_OF],
    needsId: true,
    reads: true,
    says: `${isTransactional ? 'TransactGetItems' : `GetItem, ${consistency === 'strong' ? 'strongly' : 'eventually'} consistent`}, ${call.says}`,
    answer: { what: 'Item', type: 'Record<string, unknown> | undefined' },
    body: isTransactional
      ? `const { Responses = [] } = await ${client.name}.send(new ${command}({ TransactItems: [{ Get: ${get} }] }));
  return Responses[0]?.Item;`
      : `const { Item } = await ${client.name}.send(new ${command}(${get}));
  return Item;`,
  });
}

const imports = (command: string) => ({
  '@aws-sdk/client-dynamodb': ['DynamoDBClient'],
  '@aws-sdk/lib-dynamodb': ['DynamoDBDocumentClient', command],
});
