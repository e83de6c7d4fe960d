/** Reads and writes of items in Python, with the boto3 that Lambda's runtime brings. */
import type { CallCode } from '#shared/model/cdk';
import { PYTHON_FIELDS } from '#shared/model/item-changes';
import type { ReadItemsConfig } from '../call-config';
import { botoClient, ITEMS } from './clients';
import type { DrawnCall } from './drawn-call';
import { PYTHON_ID_OF } from './known-by';
import { pythonFunction } from './python-calls';

const itemOf = `def item_of(message, work_id, **more):
    """The message as an item. What is no object, such as a list or a text, is the item's value.

    DynamoDB takes decimal numbers, no binary fractions.
    """
    fields = message if isinstance(message, dict) else {"value": message}
    plain = json.loads(json.dumps({**fields, "id": id_of(message, work_id), **more}), parse_float=decimal.Decimal)
    return {name: TypeSerializer().serialize(value) for name, value in plain.items()}
`;

export function pythonWriteItem(
  call: DrawnCall,
  transactional: boolean,
  timeToLive: number | undefined,
): ReturnType<CallCode['code']> {
  const expiry = timeToLive === undefined ? '' : `, expiresAt=int(time.time()) + ${Math.ceil(timeToLive)}`;
  return pythonFunction({
    call,
    client: botoClient('items', 'dynamodb', call, ITEMS),
    prefix: 'write_to',
    imports: {
      decimal: [],
      'boto3.dynamodb.types': ['TypeSerializer'],
      ...(timeToLive === undefined ? {} : { time: [] }),
    },
    setup: [PYTHON_ID_OF, itemOf],
    needsId: true,
    body: (client, address) => {
      const item = `item_of(message, work_id${expiry})`;
      return transactional
        ? `${client}.transact_write_items(TransactItems=[{"Put": {"TableName": ${address}, "Item": ${item}}}])`
        : `${client}.put_item(TableName=${address}, Item=${item})`;
    },
  });
}

export function pythonReadItem(
  call: DrawnCall,
  consistency: ReadItemsConfig['consistency'],
): ReturnType<CallCode['code']> {
  return pythonFunction({
    call,
    client: botoClient('items', 'dynamodb', call, ITEMS),
    prefix: 'read_from',
    imports: PYTHON_FIELDS.imports,
    setup: [PYTHON_ID_OF, ...PYTHON_FIELDS.declarations],
    needsId: true,
    reads: true,
    answer: { what: 'Item' },
    body: (client, address) => {
      const key = '{"id": {"S": id_of(message, work_id)}}';
      const get =
        consistency === 'transactional'
          ? `item = ${client}.transact_get_items(TransactItems=[{"Get": {"TableName": ${address}, "Key": ${key}}}])["Responses"][0].get("Item")`
          : `item = ${client}.get_item(TableName=${address}, Key=${key}${consistency === 'strong' ? ', ConsistentRead=True' : ''}).get("Item")`;
      return `${get}
return item and fields_of(item)`;
    },
  });
}
