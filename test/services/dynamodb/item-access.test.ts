/** Who may do what with the items of a table in an exported CDK app. */
import { expect, it } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import type { Config } from '#shared/model/graph';
import { drawing } from '../../support/drawing';

type Caller = readonly [kind: string, service: string, config?: Config, route?: Config];

const WRITES = "'dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'";
const READS = "'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'";

const CALLERS: readonly (readonly [Caller, actions: string])[] = [
  [['api-gateway/dynamodb-integration', 'api-gateway', { type: 'REST' }], "'dynamodb:PutItem'"],
  [
    ['api-gateway/websocket-dynamodb', 'api-gateway', { type: 'WEBSOCKET' }, { routeKey: '$disconnect' }],
    "'dynamodb:DeleteItem'",
  ],
  [['client/write-items', 'client'], WRITES],
  [['client/read-items', 'client'], READS],
  [['lambda/write-items', 'lambda'], WRITES],
  [['lambda/read-items', 'lambda'], READS],
];

it.each(CALLERS.map(([caller, actions]) => ({ kind: caller[0], caller, actions })))(
  'a table lets a caller by $kind do what is drawn, with its key',
  async ({ caller: [kind, service, config = {}, route = {}], actions }) => {
    const { files } = await exportCdk(
      drawing({
        resources: { caller: [service, config], orders: ['dynamodb', { encryption: 'kms' }] },
        connections: [[kind, 'caller', 'orders', route]],
      }),
      undefined,
      { version: '1.2.3', loads: [] },
    );
    const code = ([...files].find(([path]) => path.endsWith('-architecture.ts'))?.[1] ?? '').replaceAll(/\s+/g, ' ');
    expect(code).toMatch(new RegExp(`this\\.#allowItems\\( ?this\\.orders, (role|this\\.caller), ${actions},? ?\\)`));
    expect(code).toContain('else table.encryptionKey?.grantEncryptDecrypt(grantee);');
    expect(code).not.toMatch(/writeData|readData/);
  },
);
