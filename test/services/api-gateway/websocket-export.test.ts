/** Routes of a WebSocket API in exported CDK apps: what reaches the services behind them. */
import { describe, expect, it } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import type { Config } from '#shared/model/graph';
import { drawing } from '../../support/drawing';

type Behind = readonly [kind: string, service: string, config?: Config];

const SERVICES: readonly Behind[] = [
  ['sqs', 'sqs'],
  ['sns', 'sns'],
  ['kinesis', 'kinesis'],
  ['firehose', 'firehose'],
  ['s3', 's3'],
  ['eventbridge', 'eventbridge'],
  ['start-execution', 'step-functions'],
  ['start-sync-execution', 'step-functions', { type: 'express' }],
];

async function exported([kind, service, config = {}]: Behind, route: Config): Promise<string> {
  const resources = { api: ['api-gateway', { type: 'WEBSOCKET' }], behind: [service, config], kept: ['s3'] } as const;
  const needed = service === 'firehose' ? ([['firehose/bucket-destination', 'behind', 'kept']] as const) : [];
  const { files } = await exportCdk(
    drawing({ resources, connections: [[`api-gateway/websocket-${kind}`, 'api', 'behind', route], ...needed] }),
    undefined,
    { version: '1.2.3', loads: [] },
  );
  return [...files].find(([path]) => path.endsWith('-architecture.ts'))?.[1] ?? '';
}

/** The text that API Gateway makes of the generated mapping template's `$told`, for the connection `c=`. */
function told(code: string): unknown {
  const parts = [...code.matchAll(/#set\(\$part(\d) = \\?'(.*?)\\?'\)/g)].map(([, , part]) => part);
  const template = /#set\(\$told = "(.*?)"\)/.exec(code)?.[1] ?? '';
  const text = template
    .replaceAll(/\$part(\d)/g, (_, index) => parts[Number(index)] ?? '')
    .replaceAll('$context.connectionId', 'c=');
  return JSON.parse(text);
}

describe('an exported route of a WebSocket API', () => {
  it.each(SERVICES.map((behind) => ({ kind: behind[0], behind })))(
    'by $kind tells the service who connects and who leaves, which no body says',
    async ({ behind }) => {
      const gone = await exported(behind, { routeKey: '$disconnect' });
      expect(gone).not.toContain('$input.body');
      expect(told(gone)).toEqual({ id: 'c=', connectionId: 'c=', isConnected: false });
      const come = await exported(behind, { routeKey: '$connect' });
      expect(told(come)).toEqual({ id: 'c=', connectionId: 'c=', isConnected: true });
    },
  );

  it('hands on the body of a message as it is', async () => {
    const code = await exported(['sqs', 'sqs'], { routeKey: 'talk' });
    expect(code).toContain('$util.urlEncode($input.body)');
    expect(code).not.toContain('$told');
  });

  it('says to an endpoint whose message it is', async () => {
    const code = await exported(['http', 'http-endpoint', { url: 'https://example.com/talk' }], { routeKey: 'talk' });
    expect(code).toContain(`'integration.request.header.connectionId': 'context.connectionId'`);
    expect(code).toContain(`'integration.request.header.eventType': 'context.eventType'`);
  });
});
