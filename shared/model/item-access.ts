/** What those who read and write the items of a table may do. */
import type { Helper } from './cdk';

const of = (...names: readonly string[]): readonly string[] => names.map((name) => `dynamodb:${name}`);

/** The CDK's `writeData` and `readData` would add the description of the table, scans, and its stream. */
export const WRITE_ITEMS = of('BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem');
export const READ_ITEMS = of('BatchGetItem', 'GetItem', 'Query');

/** `this.#allowItems(this.orders, role, 'dynamodb:PutItem')`. */
export const allowItems: Helper = {
  name: 'allowItems',
  kind: 'method',
  imports: { dynamodb: 'aws-cdk-lib/aws-dynamodb', iam: 'aws-cdk-lib/aws-iam' },
  code: `
    /** Allows these actions on a table, without its indexes and its stream, and what they need of the table's key. */
    #allowItems(table: dynamodb.TableV2, grantee: iam.IGrantable, ...actions: readonly string[]): void {
      new dynamodb.TableGrants({ table, hasIndex: false }).actions(grantee, ...actions);
      const onlyReads = actions.every((action) => /:(BatchGetItem|GetItem|Query)$/.test(action));
      if (onlyReads) table.encryptionKey?.grantDecrypt(grantee);
      else table.encryptionKey?.grantEncryptDecrypt(grantee);
    }`,
};
