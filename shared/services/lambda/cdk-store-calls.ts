/** Calls of a function's code to what stores: permission, environment variable and the call itself. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { earlierTwin } from '#shared/model/cdk-helpers';
import { type Code } from '#shared/model/code';
import { type Call, environment, type Given } from './cdk-calls';
import { readItemsCall, writeItemsCall } from './handlers/item-calls';

type ItemCall = Call<'keep-items'>;

const imports = { dynamodb: 'aws-cdk-lib/aws-dynamodb' };

export function writeItems(connection: ItemCall, context: EmitContext): ConnectionCode {
  return items(connection, 'writeData', writeItemsCall, context);
}

export function readItems(connection: ItemCall, context: EmitContext): ConnectionCode {
  return items(connection, 'readData', readItemsCall, context);
}

function items(
  connection: ItemCall,
  grant: 'writeData' | 'readData',
  call: typeof writeItemsCall,
  context: EmitContext,
): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const table = `this.${context.member(to.resource)}`;
  const given: Given = {
    suffix: 'TABLE_NAME',
    property: 'TableName',
    value: `${table}.tableName`,
    means: `name of the table ${to.resource.name}`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  return {
    ...rest,
    imports,
    statements: [
      `${tableGrants(table)}.${grant}(this.${context.member(from.resource)});`,
      ...once(connection, statement),
    ],
    call: call(connection, variable, context),
  };
}

/** On the table alone: the table's own `grants` would add all its indexes. */
const tableGrants = (table: Code): Code => `new dynamodb.TableGrants({ table: ${table}, hasIndex: false })`;

/** A function that reads and writes the same table is told its name once. */
function once({ id, from, to }: ItemCall, statement: Code): readonly Code[] {
  const first = from.resource.outbound.find(
    (each) => each.to.contract === 'keep-items' && each.to.resource.id === to.resource.id,
  );
  return first === undefined || first.id === id ? [statement] : [];
}
