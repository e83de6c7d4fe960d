/** Stand-in for a DynamoDB table of idempotency keys: as much of the service as its protocol and conditions need. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Value = Readonly<Record<string, string>>;
type Item = Readonly<Record<string, Value>>;

interface Asked {
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ConditionExpression?: string;
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE';
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
}

export interface KeyTable {
  readonly url: string;
  /** By key. */
  readonly items: Map<string, Item>;
  /** What was asked: `PutItem`, `PutItem refused`. */
  readonly asked: string[];
  close(): Promise<unknown>;
}

export async function keyTable(): Promise<KeyTable> {
  const items = new Map<string, Item>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Asked;
      const refusal = write(operation, body, items);
      asked.push(refusal ? `${operation} refused` : operation);
      response.writeHead(refusal ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(refusal ?? {}));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, items, asked, close };
}

/** Does what is asked, or answers why not. */
function write(operation: string, body: Asked, items: Map<string, Item>): object | undefined {
  const key = (body.Item ?? body.Key)?.['id']?.['S'] ?? '';
  const kept = items.get(key);
  if (operation === 'PutItem' && body.Item) {
    if (body.ConditionExpression !== undefined && !holds(body.ConditionExpression, kept ?? {}, body)) {
      const old = body.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && kept ? { Item: kept } : {};
      return { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', ...old };
    }
    items.set(key, body.Item);
  } else if (operation === 'UpdateItem') {
    const changes = (body.UpdateExpression ?? '')
      .replace('SET ', '')
      .split(', ')
      .map((change) => change.split(' = '));
    const changed = changes.map(([name = '', value = '']) => [nameOf(name, body), valueOf(value, body)] as const);
    items.set(key, { ...kept, ...body.Key, ...(Object.fromEntries(changed) as Item) });
  } else if (operation === 'DeleteItem') {
    items.delete(key);
  } else {
    throw new Error(`${operation} is not what a table of keys is asked`);
  }
  return undefined;
}

/** Comparisons, joined by AND within and by OR between groups. */
function holds(expression: string, item: Item, body: Asked): boolean {
  return expression
    .split(' OR ')
    .map((group) => (group.startsWith('(') ? group.slice(1, -1) : group))
    .some((group) => group.split(' AND ').every((term) => termHolds(term, item, body)));
}

function termHolds(term: string, item: Item, body: Asked): boolean {
  const [, does, name = ''] = /^attribute_(exists|not_exists)\(([^)]+)\)$/.exec(term) ?? [];
  if (does !== undefined) return nameOf(name, body) in item === (does === 'exists');
  const [left = '', operator = '', right = ''] = term.split(' ');
  const [is, than] = [item[nameOf(left, body)], valueOf(right, body)];
  if (!is) return false;
  if (operator === '=') return is['S'] === than['S'];
  if (operator === '<') return Number(is['N']) < Number(than['N']);
  throw new Error(`no comparison ${term}`);
}

const nameOf = (name: string, { ExpressionAttributeNames = {} }: Asked): string =>
  ExpressionAttributeNames[name] ?? name;

function valueOf(name: string, { ExpressionAttributeValues = {} }: Asked): Value {
  const value = ExpressionAttributeValues[name];
  if (!value) throw new Error(`no value ${name}`);
  return value;
}
