/** Calls of a function's code to what stores: permission, environment variable and the call itself. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { allowObjects, earlierTwin } from '#shared/model/cdk-helpers';
import { type Code, quote } from '#shared/model/code';
import { allowItems, READ_ITEMS, WRITE_ITEMS } from '#shared/model/item-access';
import { allowing, type Call, environment, type Given } from './cdk-calls';
import type { WriteObjectsConfig } from './call-config';
import { readItemsCall, writeItemsCall } from './handlers/item-calls';
import { readObjectsCall, writeObjectsCall } from './handlers/object-calls';

type ItemCall = Call<'keep-items'>;

export function writeItems(connection: ItemCall, context: EmitContext): ConnectionCode {
  return items(connection, 'write', writeItemsCall, context);
}

export function readItems(connection: ItemCall, context: EmitContext): ConnectionCode {
  return items(connection, 'read', readItemsCall, context);
}

function items(
  connection: ItemCall,
  access: 'write' | 'read',
  call: typeof writeItemsCall,
  context: EmitContext,
): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const table = `this.${context.member(to.resource)}`;
  const actions = access === 'write' ? WRITE_ITEMS : READ_ITEMS;
  const given: Given = {
    suffix: 'TABLE_NAME',
    property: 'TableName',
    value: `${table}.tableName`,
    means: `name of the table ${to.resource.name}`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  return {
    ...rest,
    ...allowing(connection, actions),
    helpers: [allowItems],
    statements: [
      `this.#allowItems(${table}, this.${context.member(from.resource)}, ${actions.map(quote).join(', ')});`,
      ...once(connection, statement),
    ],
    call: call(connection, variable, context),
  };
}

type ObjectCall = Call<'keep-objects'>;

export function writeObjects(connection: ObjectCall, context: EmitContext): ConnectionCode {
  const { operation, keyPrefix } = connection.config as unknown as WriteObjectsConfig;
  const isDelete = operation === 'delete';
  return objects(connection, isDelete ? 's3:DeleteObject' : 's3:PutObject', keyPrefix, writeObjectsCall, context);
}

export function readObjects(connection: ObjectCall, context: EmitContext): ConnectionCode {
  return objects(connection, 's3:GetObject', '', readObjectsCall, context);
}

function objects(
  connection: ObjectCall,
  action: 's3:GetObject' | 's3:PutObject' | 's3:DeleteObject',
  keyPrefix: string,
  call: typeof writeObjectsCall,
  context: EmitContext,
): ConnectionCode {
  const { to } = connection;
  const bucket = `this.${context.member(to.resource)}`;
  const given: Given = {
    suffix: 'BUCKET_NAME',
    property: 'BucketName',
    value: `${bucket}.bucketName`,
    means: `name of the bucket ${to.resource.name}`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  const permission = allowObjects(connection, action, keyPrefix, context);
  return {
    ...rest,
    ...allowing(connection, [action]),
    statements: [permission.statement, ...once(connection, statement)],
    helpers: permission.helpers,
    // A second prefix needs a permission of its own, but no second function in the code.
    ...(sameBefore(connection) ? {} : { call: call(connection, variable, context) }),
  };
}

function sameBefore({ id, from, to, kind, config }: ObjectCall): boolean {
  const first = from.resource.outbound.find(
    (each) =>
      each.kind.id === kind.id &&
      each.to.resource.id === to.resource.id &&
      each.config['operation'] === (config as Partial<WriteObjectsConfig>).operation,
  );
  return first !== undefined && first.id !== id;
}

/** A function that reads and writes the same store is told its name once. */
function once({ id, from, to }: ItemCall | ObjectCall, statement: Code): readonly Code[] {
  const first = from.resource.outbound.find(
    (each) => each.to.contract === to.contract && each.to.resource.id === to.resource.id,
  );
  return first === undefined || first.id === id ? [statement] : [];
}
