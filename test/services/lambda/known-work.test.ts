/** By what exported handlers know a piece of work that comes again, so that what they write for it is the same. */
import { describe, expect, it } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import type { Config } from '#shared/model/graph';
import { type Drawn, drawing } from '../../support/drawing';

type Way = readonly [kind: string, service: string, config?: Config];
type Connections = NonNullable<Drawn['connections']>;

async function handler(runtime: string, { resources, connections }: Drawn): Promise<string> {
  const { files } = await exportCdk(
    drawing({
      resources: { ...resources, fn: ['lambda', { runtime, ...resources['fn']?.[1] }] },
      connections: connections ?? [],
    }),
    undefined,
    { version: '1.2.3', loads: [], force: true },
  );
  return [...files].find(([path]) => path.startsWith('src/handlers/fn/'))?.[1] ?? '';
}

const written = ([kind, service, config = {}]: Way, runtime: string, more: Connections = []): Promise<string> =>
  handler(runtime, {
    resources: { from: [service, config], orders: ['dynamodb'], fn: ['lambda'], files: ['s3'] },
    connections: [[kind, 'from', 'fn'], ['lambda/write-items', 'fn', 'orders'], ...more],
  });

const WAYS: readonly (readonly [Way, typescript: string, python: string])[] = [
  [['lambda/queue-event-source', 'sqs'], 'record.messageId', 'record["messageId"]'],
  [['lambda/stream-event-source', 'kinesis'], 'record.eventID', 'record["eventID"]'],
  [['lambda/stream-event-source', 'dynamodb'], 'record.eventID!', 'record["eventID"]'],
  [['sns/function-subscription', 'sns'], 'notification.MessageId', 'record["Sns"]["MessageId"]'],
  [['eventbridge/function-target', 'eventbridge'], 'event.id', 'event["id"]'],
  [
    ['api-gateway/lambda-proxy', 'api-gateway'],
    'event.requestContext.requestId',
    'event["requestContext"]["requestId"]',
  ],
  [['client/invoke-async', 'client'], 'context.awsRequestId', 'context.aws_request_id'],
  [['client/invoke', 'client'], 'context.awsRequestId', 'context.aws_request_id'],
];

describe('a handler that writes an item', () => {
  it.each(WAYS.map(([way, typescript, python]) => ({ kind: way[0], way, typescript, python })))(
    'by $kind writes the same item when the event comes again',
    async ({ way, typescript, python }) => {
      const node = await written(way, 'nodejs24.x');
      expect(node).toContain(`const workId = ${typescript};`);
      expect(node).toContain('await writeToOrders(message, workId);');
      expect(node).not.toContain('randomUUID');
      const snake = await written(way, 'python3.14');
      expect(snake).toContain(`work_id = ${python}\n`);
      expect(snake).toContain('write_to_orders(message, work_id)');
      expect(snake).not.toContain('uuid');
    },
  );
});

describe('a handler', () => {
  it('knows a notification of a bucket by its object, in whichever message it comes', async () => {
    const drawn = (runtime: string): Promise<string> =>
      written(['lambda/queue-event-source', 'sqs'], runtime, [['s3/queue-notification', 'files', 'from']]);
    expect(await drawn('nodejs24.x')).toContain('const workId = noticeIdOf(message) ?? record.messageId;');
    expect(await drawn('python3.14')).toContain('work_id = notice_id_of(message) or record["messageId"]\n');
  });

  it('takes a message out of the envelope of a topic, and knows a bucket’s notification in it', async () => {
    const drawn = (runtime: string, rawDelivery: boolean): Promise<string> =>
      handler(runtime, {
        resources: { files: ['s3'], topic: ['sns'], queue: ['sqs'], fn: ['lambda'], orders: ['dynamodb'] },
        connections: [
          ['s3/topic-notification', 'files', 'topic'],
          ['sns/queue-subscription', 'topic', 'queue', { rawDelivery }],
          ['lambda/queue-event-source', 'queue', 'fn'],
          ['lambda/write-items', 'fn', 'orders'],
        ],
      });
    for (const isRaw of [false, true]) {
      const node = await drawn('nodejs24.x', isRaw);
      expect(node.includes('const message: unknown = unwrapped(JSON.parse(record.body));')).toBe(!isRaw);
      expect(node).toContain('if (isTestEvent(message)) return;');
      expect(node).toContain('noticeIdOf(message) ?? record.messageId');
      const snake = await drawn('python3.14', isRaw);
      expect(snake.includes('message = unwrapped(json.loads(record["body"]))')).toBe(!isRaw);
    }
  });

  it('reads before it writes, and tells what it read to those who wait for an answer', async () => {
    const read: Connections = [['lambda/read-items', 'fn', 'orders']];
    const node = await written(['api-gateway/lambda-proxy', 'api-gateway'], 'nodejs24.x', read);
    expect(node).toMatch(/const ordersItem = await readFromOrders\(message, workId\);\s+await writeToOrders\(/);
    expect(node).toContain('return restReply(200, { received: message, ordersItem });');
    const snake = await written(['client/invoke', 'client'], 'python3.14', read);
    expect(snake).toContain('return {"done": True, "orders_item": orders_item}');
    const batch = await written(['lambda/queue-event-source', 'sqs'], 'nodejs24.x', read);
    expect(batch).toContain('console.debug({ ordersItem });');
  });

  it('of a pipe reads the item of a change and passes on what it was asked for', async () => {
    const drawn: Drawn = {
      resources: {
        orders: ['dynamodb'],
        pipe: ['pipes'],
        fn: ['lambda'],
        customers: ['dynamodb'],
        bus: ['eventbridge'],
      },
      connections: [
        ['pipes/stream-source', 'orders', 'pipe', { batchSize: 10 }],
        ['pipes/enrich-by-function', 'pipe', 'fn'],
        ['pipes/bus-target', 'pipe', 'bus'],
        ['lambda/read-items', 'fn', 'customers'],
      ],
    };
    const node = await handler('nodejs24.x', drawn);
    expect(node).toContain('if (image) return unmarshall(image);');
    expect(node).toContain('return { ...record, customersItem };');
    const snake = await handler('python3.14', drawn);
    expect(snake).toContain('return changed_item(record["dynamodb"])');
    expect(snake).toContain('return {**record, "customers_item": customers_item}');
  });

  it('behind an enrichment that keeps no ids knows records by what is in them', async () => {
    const drawn: Drawn = {
      resources: { queue: ['sqs'], pipe: ['pipes'], asked: ['lambda'], fn: ['lambda'], orders: ['dynamodb'] },
      connections: [
        ['pipes/queue-source', 'queue', 'pipe'],
        ['pipes/enrich-by-function', 'pipe', 'asked'],
        ['pipes/function-target', 'pipe', 'fn'],
        ['lambda/write-items', 'fn', 'orders'],
      ],
    };
    expect(await handler('nodejs24.x', drawn)).toMatch(/record\.eventID \?\? createHash\('sha256'\)/);
    expect(await handler('python3.14', drawn)).toContain('or hashlib.sha256(json.dumps(record');
  });

  it('lets an endpoint and a FIFO queue tell equal messages apart, and not what comes again', async () => {
    const more: Connections = [
      ['lambda/http-call', 'fn', 'bank'],
      ['lambda/send-message', 'fn', 'ordered'],
    ];
    const drawn = (runtime: string): Promise<string> =>
      handler(runtime, {
        resources: {
          from: ['sqs'],
          fn: ['lambda'],
          bank: ['http-endpoint', { url: 'https://bank.example.com' }],
          ordered: ['sqs', { type: 'fifo' }],
        },
        connections: [['lambda/queue-event-source', 'from', 'fn'], ...more],
      });
    const digest =
      /createHash\('sha256'\)\s*\.update\(`\$\{idOf\(message, workId\)\} \$\{body\}`\)\s*\.digest\('hex'\)/g;
    expect((await drawn('nodejs24.x')).match(digest)).toHaveLength(2);
    expect(
      (await drawn('python3.14')).match(/hashlib\.sha256\(f"\{id_of\(message, work_id\)\} "\.encode\(\) \+ /g),
    ).toHaveLength(2);
  });

  it('that keeps keys works with the id whose key it keeps', async () => {
    const keeps = { isIdempotent: true, idempotencyTable: true };
    const drawn: Drawn = {
      resources: { from: ['sqs'], fn: ['lambda', keeps], orders: ['dynamodb'] },
      connections: [
        ['lambda/queue-event-source', 'from', 'fn'],
        ['lambda/write-items', 'fn', 'orders'],
      ],
    };
    expect(await handler('nodejs24.x', drawn)).toContain('async function work(message: unknown, workId: string)');
    expect(await handler('python3.14', drawn)).toMatch(
      /work\(message, key\)[\s\S]+def work\(message, work_id\):\n {4}write_to_orders/,
    );
  });
});
