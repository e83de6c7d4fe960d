/** Reads and writes of items in Python, with the boto3 that Lambda's runtime brings. */
import type { CallCode } from '#shared/model/cdk';
import type { ReadItemsConfig } from '../call-config';
import { botoClient, ITEMS } from './clients';
import type { DrawnCall } from './drawn-call';
import { pythonFunction } from './python-calls';

const idOf = `def id_of(message):
    """The key of an item. Yours to choose: an id that follows from the message makes a second write of it harmless."""
    return str(message.get("id", uuid.uuid4())) if isinstance(message, dict) else str(uuid.uuid4())
`;

const itemOf = `def item_of(message, **more):
    """The message as an item: DynamoDB takes decimal numbers, no binary fractions."""
    fields = message if isinstance(message, dict) else {"value": message}
    plain = json.loads(json.dumps({**fields, "id": id_of(message), **more}), parse_float=decimal.Decimal)
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
      uuid: [],
      decimal: [],
      'boto3.dynamodb.types': ['TypeSerializer'],
      ...(timeToLive === undefined ? {} : { time: [] }),
    },
    setup: [idOf, itemOf],
    body: (client, address) => {
      const item = `item_of(message${expiry})`;
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
    imports: { uuid: [], 'boto3.dynamodb.types': ['TypeDeserializer'] },
    setup: [idOf],
    body: (client, address) => {
      const key = '{"id": {"S": id_of(message)}}';
      const get =
        consistency === 'transactional'
          ? `item = ${client}.transact_get_items(TransactItems=[{"Get": {"TableName": ${address}, "Key": ${key}}}])["Responses"][0].get("Item")`
          : `item = ${client}.get_item(TableName=${address}, Key=${key}${consistency === 'strong' ? ', ConsistentRead=True' : ''}).get("Item")`;
      return `${get}
return item and {name: TypeDeserializer().deserialize(value) for name, value in item.items()}`;
    },
  });
}
