/** Fair queues in exported CDK apps: who sends names the tenant, and the alarms know the quiet ones. */
import { expect, it } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import type { Config } from '#shared/model/graph';
import { type Drawn, drawing } from '../../support/drawing';
import { figuresOf } from '../../support/figures';

/** All files of the app as one text. */
async function exported(drawn: Drawn): Promise<string> {
  const graph = drawing(drawn);
  const { files, blocked } = await exportCdk(graph, figuresOf(graph), { version: '1.2.3', loads: [], force: true });
  expect(blocked).toBeUndefined();
  return [...files.values()].join('\n');
}

/** Something that sends to a queue which a function reads. */
const before = (kind: string, service: string, config: Config = {}, sent: Config = {}, type = 'fair'): Drawn => ({
  resources: { sender: [service, config], jobs: ['sqs', { type, visibilityTimeout: 180 }], worker: ['lambda'] },
  connections: [
    [kind, 'sender', 'jobs', sent],
    ['lambda/queue-event-source', 'jobs', 'worker'],
  ],
});

it('is a standard queue', async () => {
  const app = await exported(before('lambda/send-message', 'lambda'));
  expect(app).not.toMatch(/fifo: true|FifoQueue/);
  expect(app).toContain('new sqs.Queue(');
});

it('has alarms on what waits of quiet tenants, and before a noisy one’s messages expire', async () => {
  const app = await exported(before('lambda/send-message', 'lambda'));
  expect(app).toContain("metric('ApproximateAgeOfOldestMessageInQuietGroups', MAXIMUM)");
  expect(app).toContain(
    'The oldest message of a quiet tenant in jobs is older than many tries take (10 receives × 180 s)',
  );
  expect(app).toContain('The oldest message of jobs has waited for half of the 4 days after which SQS deletes it.');
  expect(app).toContain("metric('ApproximateNumberOfNoisyGroups', MAXIMUM)");
  expect(await exported(before('lambda/send-message', 'lambda', {}, {}, 'standard'))).not.toContain('InQuietGroups');
});

it.each([
  ['TypeScript', 'nodejs24.x', 1, 'MessageGroupId: tenantOf(message)'],
  ['TypeScript, in batches', 'nodejs24.x', 10, 'MessageGroupId: tenantOf(message)'],
  ['Python', 'python3.14', 1, 'MessageGroupId=tenant_of(message)'],
  ['Python, in batches', 'python3.14', 10, '"MessageGroupId": tenant_of(message)'],
])('a function in %s names the tenant, in a place to change', async (_language, runtime, batchSize, code) => {
  const send = (type: string) => exported(before('lambda/send-message', 'lambda', { runtime }, { batchSize }, type));
  const app = await send('fair');
  expect(app).toContain(code);
  expect(app).toMatch(/Yours to choose/);
  expect(app).not.toContain('MessageDeduplicationId');
  expect(await send('standard')).not.toContain('MessageGroupId');
});

it('a function that publishes to a topic before it names the tenant too', async () => {
  const through = (type: string): Drawn => ({
    resources: { sender: ['lambda'], news: ['sns'], jobs: ['sqs', { type }] },
    connections: [
      ['lambda/publish', 'sender', 'news'],
      ['sns/queue-subscription', 'news', 'jobs'],
    ],
  });
  expect(await exported(through('fair'))).toContain('MessageGroupId: tenantOf(message)');
  expect(await exported(through('standard'))).not.toContain('MessageGroupId');
});

it.each([
  ['REST', "MessageGroupId=$util.urlEncode($input.params('X-Tenant-Id'))"],
  ['HTTP', "MessageGroupId: '$request.header.X-Tenant-Id'"],
])('callers of a %s API name it in a header', async (type, code) => {
  const app = await exported(before('api-gateway/sqs-integration', 'api-gateway', { type }));
  expect(app.replaceAll("\\'", "'")).toContain(code);
  expect(app).toContain('state the tenant in the header X-Tenant-Id');
  expect(app).not.toContain('X-Message-Group-Id');
});

it('a connection of a WebSocket API is a tenant', async () => {
  const app = await exported(before('api-gateway/websocket-sqs', 'api-gateway', { type: 'WEBSOCKET' }));
  expect(app).toContain('&MessageGroupId=$context.connectionId');
});

it('a rule takes it from the event, and a task from its input', async () => {
  expect(
    await exported(before('eventbridge/queue-target', 'eventbridge', {}, { messageGroup: '$.detail.customer' })),
  ).toContain("messageGroupId: '$.detail.customer'");
  const task = await exported(before('step-functions/send-message', 'step-functions', {}, { groupId: '$.customer' }));
  expect(task).toContain("messageGroupId: sfn.JsonPath.stringAt('$.customer')");
  expect(task).not.toContain('messageDeduplicationId');
});

it('whoever writes the client is told', async () => {
  expect(await exported(before('client/send-message', 'client'))).toContain(
    'sender names the tenant of each message to jobs as its MessageGroupId.',
  );
});
