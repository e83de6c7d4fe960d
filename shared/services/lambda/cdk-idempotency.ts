/** The table of keys in the exported stack. */
import type { EmitContext, EnvironmentVariable, Helper, TemplateCheck } from '#shared/model/cdk';
import { type Code, object, quote, timeInWords } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import { isNode, isPython } from './cdk-runtime';
import type { FunctionConfig } from './config';
import { keepsKeys, keyLifetime } from './idempotency';

/** No name that a connection gives ends so: a table that is drawn as “Idempotency Keys” has …_TABLE_NAME. */
export const KEYS_VARIABLE = 'IDEMPOTENCY_KEYS_TABLE';
export const KEYS_PROPERTY = 'idempotencyKeysTable';

interface KeysCode {
  readonly statements: readonly Code[];
  readonly helpers: readonly Helper[];
  readonly checks: readonly TemplateCheck[];
  readonly environment: readonly EnvironmentVariable[];
  readonly notes: readonly string[];
}

const NONE: KeysCode = { statements: [], helpers: [], checks: [], environment: [], notes: [] };

export function keysCode(fn: Resource<FunctionConfig>, context: EmitContext): KeysCode {
  if (!keepsKeys(fn)) return NONE;
  return {
    statements: [`this.#idempotencyTable(this.${context.member(fn)});`],
    helpers: [idempotencyTable],
    checks: [
      {
        title: `${fn.name} knows what it has done for ${timeInWords(keyLifetime(fn))}`,
        type: 'AWS::DynamoDB::GlobalTable',
        properties: {
          KeySchema: "[{ AttributeName: 'id', KeyType: 'HASH' }]",
          TimeToLiveSpecification: object({ AttributeName: quote('expiration'), Enabled: 'true' }),
        },
      },
    ],
    environment: [
      {
        resource: fn.id,
        name: KEYS_VARIABLE,
        property: KEYS_PROPERTY,
        means: `name of the table that keeps the keys of what ${fn.name} has done`,
      },
    ],
    notes: [note(fn)],
  };
}

function note(fn: Resource<FunctionConfig>): string {
  return isNode(fn.config) || isPython(fn.config)
    ? `${fn.name} knows deliveries that come again. What a producer sends twice has two keys: make them from the message where that happens.`
    : `${fn.name} is your code: have it keep keys (id, and expiration in seconds since 1970) in the table that ${KEYS_VARIABLE} names, for ${timeInWords(keyLifetime(fn))}.`;
}

const idempotencyTable: Helper = {
  name: 'idempotencyTable',
  kind: 'method',
  imports: { dynamodb: 'aws-cdk-lib/aws-dynamodb', lambda: 'aws-cdk-lib/aws-lambda' },
  code: `
    /**
     * Keys of the work that a function has done, by which it knows what comes again. They expire on their own: there is
     * nothing to back up, and nothing to keep when the stack goes.
     */
    #idempotencyTable(fn: lambda.Function): void {
      const table = new dynamodb.TableV2(fn.node.scope ?? this, 'IdempotencyKeys', {
        partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
        timeToLiveAttribute: 'expiration',
        billing: dynamodb.Billing.onDemand(),
        removalPolicy: RemovalPolicy.DESTROY,
      });
      new dynamodb.TableGrants({ table, hasIndex: false }).actions(
        fn, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem',
      );
      fn.addEnvironment('${KEYS_VARIABLE}', table.tableName);
    }`,
};
