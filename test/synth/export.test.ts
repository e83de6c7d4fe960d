/** Exported apps as TypeScript, as CloudFormation and as running code, judged by AWS's tools and by the drawing. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CdkExport, exportCdk } from '#shared/cdk/export';
import { collect } from '#shared/cdk/collect';
import { fewestResources, roughResources } from '#shared/cdk/stack-size';
import type { Graph } from '#shared/model/graph';
import { exampleGraphs } from '../support/example-graphs';
import { aSpike } from '../support/loads';
import { faithfulDrawings } from './faithful';
import { FREE, isFree } from './planted/free';
import { inPart } from './planted/planted';
import { type Exported, plant } from './planted/planting';
import { refusedByAws } from './special-drawings';
import { isFalseAlarm } from './false-alarms';
import { rightsFaults } from './rights';
import { runLoadTest } from './load-test';
import { runGeneratedTests } from './generated-tests';
import {
  compile,
  constructIdsOf,
  synthesise,
  type Synthesised,
  type Template,
  withoutAcknowledgements,
  workshop,
  writeApp,
} from './synthesise';
import { wiringFaults } from './wiring/index';

/** Another seed makes other drawings: `SPILLWAY_SEED=7 npx vitest run --project synth test/synth/export.test.ts`. */
const SEED = Number(process.env['SPILLWAY_SEED'] ?? 1);

/** Faults are planted of a part of all kinds, of all with `SPILLWAY_PLANTED=all`, which takes minutes. */
const PLANTS_ALL = process.env['SPILLWAY_PLANTED'] === 'all';

const faithful = await faithfulDrawings(SEED);
/** Apps whose own tests are run. */
const TESTED = [
  ...exampleGraphs().keys(),
  'circles',
  'web-acl-elsewhere',
  'once-each',
  'lambda-on-failure-function',
  'lambda-stream-event-source',
];
/** Apps that are synthesised once more without their acknowledgements, to see that each of those is needed. */
const BARE = [
  'order-pipeline',
  'client-http-request',
  'api-gateway-lambda-authorizer',
  'api-gateway-lambda-proxy',
  'lambda-queue-event-source',
  'client-put-record',
  'api-gateway-sqs-integration',
  'client-read-items',
  's3-function-notification',
  'step-functions-publish',
];

const exported = new Map<string, CdkExport>();
let shop: Awaited<ReturnType<typeof workshop>>;
let typeErrors: string;
let testReport: Awaited<ReturnType<typeof runGeneratedTests>>;
let answer: Readonly<Record<string, Synthesised>>;

beforeAll(async () => {
  shop = await workshop();
  const apps = new Map([...faithful, ['refused', refusedByAws()] as const]);
  for (const [name, graph] of apps) {
    const made = await exportCdk(graph, undefined, { version: '1.2.3', force: true, loads: [aSpike] });
    if (made.blocked) throw new Error(`${name}: ${made.blocked.map(({ message }) => message).join('; ')}`);
    exported.set(name, made);
    await writeApp(join(shop.folder, name), made.files);
  }
  for (const name of BARE) await writeApp(join(shop.folder, `${name}-bare`), withoutAcknowledgements(app(name).files));
  testReport = await runGeneratedTests(shop.folder, TESTED);
  const names = [...apps.keys(), ...BARE.map((name) => `${name}-bare`)];
  typeErrors = await compile(shop.folder, names);
  answer = await synthesise(shop.folder, names);
  // A limit against hangs: alone it takes a quarter of it.
}, 900_000);

afterAll(() => shop.dispose());

function app(name: string): CdkExport {
  const found = exported.get(name);
  if (!found) throw new Error(`no app ${name}`);
  return found;
}

function templateOf(name: string): Template {
  const template = answer[name]?.template;
  if (!template) throw new Error(`${name} was not synthesised: ${answer[name]?.error}`);
  return template;
}

const constructIds = (name: string): Readonly<Record<string, string>> => constructIdsOf(app(name).files);

test('exported apps type-check under their own settings, unused names included', () => {
  expect(typeErrors).toBe('');
});

test('the tests that come with an exported app pass, and leave nothing behind', () => {
  expect(testReport.failures).toEqual([]);
  expect(testReport.left).toEqual([]);
  expect(testReport.count).toBeGreaterThan(60);
});

describe.each([...faithful.keys()])('%s', (name) => {
  test('synthesises without a word from cdk-nag, cdk-preflight or AWS’s engine', () => {
    expect(answer[name]?.error).toBeUndefined();
    expect(answer[name]?.findings.filter((finding) => !isFalseAlarm(finding))).toEqual([]);
  });

  test('has in its template what is drawn, and nothing else', () => {
    const graph = faithful.get(name);
    expect(wiringFaults(graph as Graph, templateOf(name), constructIds(name))).toEqual([]);
  });

  test('lets each function do what its connections are said to allow, and nothing else', () => {
    const graph = faithful.get(name);
    expect(rightsFaults(graph as Graph, templateOf(name), constructIds(name))).toEqual([]);
  });
});

const exportedApps = (): ReadonlyMap<string, Exported> =>
  new Map(
    [...faithful].map(([name, graph]) => [
      name,
      { graph, template: templateOf(name), constructIds: constructIds(name) },
    ]),
  );

test('sees each fault that is planted in a template', { timeout: 900_000 }, () => {
  const { count, unseen } = plant(
    exportedApps(),
    PLANTS_ALL ? (kind) => !isFree(kind) : inPart(SEED),
    PLANTS_ALL ? 3 : 1,
  );
  expect(unseen).toEqual([]);
  expect(count).toBeGreaterThan(PLANTS_ALL ? 4000 : 350);
});

test.runIf(PLANTS_ALL)('leaves out what it does not see, and nothing else', { timeout: 900_000 }, () => {
  const { unseen } = plant(exportedApps(), isFree, 3);
  expect(FREE.filter(({ what }) => !unseen.some(({ kind }) => what.test(kind)))).toEqual([]);
});

test('no app is smaller than it is counted to be, and most are near the estimate', () => {
  const counted = [...faithful].map(([name, graph]) => {
    const emitted = collect(graph, undefined);
    const actual = Object.keys(templateOf(name).Resources).length;
    return { name, fewest: fewestResources(emitted), rough: roughResources(emitted), actual };
  });
  expect(counted.filter(({ fewest, actual }) => fewest > actual)).toEqual([]);
  const pipeline = counted.find(({ name }) => name === 'order-pipeline');
  expect(Math.abs((pipeline?.rough ?? 0) / (pipeline?.actual ?? 1) - 1)).toBeLessThan(0.1);
});

test.each(BARE)('each acknowledgement of %s answers a finding', (name) => {
  const found = answer[`${name}-bare`]?.findings ?? [];
  const text = [...app(name).files.entries()].find(([path]) => path.endsWith('-architecture.ts'))?.[1] ?? '';
  const acknowledged = [...text.matchAll(/id: '((?:AwsSolutions|Annotation)[^']+)'/g)].map(([, id = '']) => id);
  expect(acknowledged.filter((id) => !found.some((finding) => finding.includes(id)))).toEqual([]);
});

test('AWS’s engine, cdk-preflight and cdk-nag do look: what AWS refuses is noticed', () => {
  const refused = (answer['refused']?.findings ?? []).join('\n');
  expect(refused).toContain('E3505');
  expect(refused).toMatch(/pf-sns-\S*fifo/);
  expect((answer['client-put-record-bare']?.findings ?? []).join('\n')).toContain('AwsSolutions-KDS1');
});

test('renaming everything and adding to it replaces nothing that is deployed', () => {
  const [before, after] = [templateOf('before').Resources, templateOf('after').Resources];
  // A deployment of an API is named by its content: a new one for each change is how API Gateway works.
  const lasting = Object.entries(before).filter(([, { Type }]) => Type !== 'AWS::ApiGateway::Deployment');
  expect(lasting.filter(([id, { Type }]) => after[id]?.Type !== Type).map(([id]) => id)).toEqual([]);
  expect(lasting.length).toBeGreaterThan(30);
});

describe('a generated handler', () => {
  beforeEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    for (const log of ['debug', 'info', 'error'] as const) vi.spyOn(console, log).mockImplementation(() => undefined);
  });

  const load = (name: string, folder: string) =>
    (
      createRequire(join(shop.folder, 'worker.js'))(join(shop.folder, name, 'src/handlers', folder, 'index.js')) as {
        handler(event: unknown, context: unknown): Promise<unknown>;
      }
    ).handler;
  const sqs = (...bodies: readonly string[]) => ({
    Records: bodies.map((body, index) => ({
      messageId: `m${index}`,
      body,
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:q.fifo',
      attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'g' },
    })),
  });
  const stream = (...bodies: readonly string[]) => ({
    Records: bodies.map((body, index) => ({
      eventSource: 'aws:kinesis',
      kinesis: { sequenceNumber: `s${index}`, partitionKey: 'p', data: Buffer.from(body).toString('base64') },
    })),
  });

  test('returns the messages that failed, where the mapping reports them', async () => {
    const answered = await load('lambda-queue-event-source', 'reserved-1b')(sqs('{}', 'not JSON', '{}'), {});
    expect(answered).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  });

  test('returns what follows a failed message too, where order counts', async () => {
    const answered = await load('fifo-reports', 'ordered')(sqs('{}', 'not JSON', '{}'), {});
    expect(answered).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }] });
  });

  test('throws for the whole batch where nothing is reported: a returned failure would count as success', async () => {
    await expect(load('lambda-queue-event-source', 'plain-0b')(sqs('{}', 'not JSON'), {})).rejects.toThrow(SyntaxError);
  });

  test('leaves alone what S3 sends when a notification is set up, where an object would be missed', async () => {
    const told = '{"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "photos"}';
    // Its calls find no AWS here: a test event that came to them would fail.
    expect(await load('upload-pipeline', 'resize')(sqs(told), {})).toEqual({ batchItemFailures: [] });
    expect(
      await load('objects-through-queues', 'hears')({ Records: [{ Sns: { Message: told, MessageId: 'n' } }] }, {}),
    ).toBeUndefined();
    expect(console.debug).not.toHaveBeenCalled();
  });

  test('stops at the first record of a stream that fails, so that Lambda starts again there', async () => {
    const answered = await load('lambda-stream-event-source', 'reserved-1b')(stream('{}', 'not JSON', '{}'), {});
    expect(answered).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
  });

  test('answers 400 to a body that is not JSON, and 200 to one that is', async () => {
    const handler = load('api-gateway-lambda-proxy', 'plain-0b');
    expect(await handler({ body: 'not JSON' }, {})).toMatchObject({ statusCode: 400 });
    expect(await handler({ body: '{"a": 1}' }, {})).toMatchObject({ statusCode: 200 });
  });

  test('keeps everybody out of an API until its code says who may come in', async () => {
    const methodArn = 'arn:aws:execute-api:eu-central-1:123456789012:abc/prod/GET/me';
    const denied = { principalId: 'caller', policyDocument: { Statement: [{ Effect: 'Deny' }] } };
    const all = 'arn:aws:execute-api:eu-central-1:123456789012:abc/prod/*';
    // What an authorizer is told of a request looks like the request, but for the method's name.
    const request = { requestContext: { httpMethod: 'GET' }, headers: { authorization: 'x' } };
    const asked = await load('api-gateway-lambda-authorizer', 'plain-0b')({ ...request, methodArn }, {});
    expect(asked).toMatchObject(denied);
    expect(asked).toMatchObject({ policyDocument: { Statement: [{ Resource: all }] } });
    expect(await load('api-gateway-lambda-authorizer', 'plain-0b')(request, {})).toMatchObject({ statusCode: 200 });
    const token = { type: 'TOKEN', authorizationToken: 'x', methodArn };
    expect(await load('api-gateway-lambda-authorizer', 'reserved-1b')(token, {})).toMatchObject(denied);
    const http = { routeArn: methodArn, identitySource: ['x'], requestContext: { http: {} } };
    expect(await load('api-gateway-lambda-authorizer', 'plain-4b')(http, {})).toEqual({ isAuthorized: false });
    expect(JSON.stringify(vi.mocked(console.debug).mock.calls)).not.toContain('authorization');
  });

  test('takes what a path names for the message, where there is no body', async () => {
    const answered = await load('rest-api', 'read-item')({ pathParameters: { id: '7' } }, {});
    expect(answered).toMatchObject({ statusCode: 200, body: '{"received":{"id":"7"}}' });
  });

  describe('that a workflow waits for', () => {
    const { SFNClient, SendTaskHeartbeatCommand } = createRequire(import.meta.url)('@aws-sdk/client-sfn') as {
      SFNClient: { prototype: { send(command: { readonly input: unknown }): Promise<unknown> } };
      SendTaskHeartbeatCommand: new () => object;
    };
    const sent = () => vi.spyOn(SFNClient.prototype, 'send').mockResolvedValue({});
    const inputs = (spy: ReturnType<typeof sent>) =>
      spy.mock.calls.flatMap(([command]) => (command instanceof SendTaskHeartbeatCommand ? [] : command.input));
    const task = { taskToken: 'token', input: { order: 7 } };

    test('sends the token back with what its code returns, whatever brought it', async () => {
      const answers = sent();
      await load('callbacks', 'check')(task, {});
      await load('callbacks', 'approve')(sqs(JSON.stringify(task)), {});
      await load('callbacks', 'notes')(sqs(JSON.stringify({ 'detail-type': 'task', detail: task })), {});
      const done = { taskToken: 'token', output: '{"done":true}' };
      expect(inputs(answers)).toEqual([done, done, done]);
    });

    test('finds the token in an event that a topic behind a bus brings, and sends back what it has read', async () => {
      const { DynamoDBDocumentClient } = createRequire(import.meta.url)('@aws-sdk/lib-dynamodb') as {
        DynamoDBDocumentClient: { prototype: { send(): Promise<unknown> } };
      };
      vi.stubEnv('ITEMS_TABLE_NAME', 'items');
      vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockResolvedValue({ Item: { id: '7' } });
      const answers = sent();
      const Message = JSON.stringify({ 'detail-type': 'task', detail: task });
      await load('callbacks', 'reads')({ Records: [{ EventSource: 'aws:sns', Sns: { Message, MessageId: 'n' } }] }, {});
      expect(inputs(answers)).toEqual([{ taskToken: 'token', output: '{"done":true,"itemsItem":{"id":"7"}}' }]);
    });

    test('tells an error of its code, and does not have the message brought again', async () => {
      const answers = sent();
      vi.spyOn(console, 'debug').mockImplementation(() => {
        throw new RangeError('too many');
      });
      await load('callbacks', 'check')(task, {});
      expect(await load('callbacks', 'approve')(sqs(JSON.stringify(task)), {})).toBeUndefined();
      const failed = { taskToken: 'token', error: 'RangeError', cause: 'too many' };
      expect(inputs(answers)).toEqual([failed, failed]);
    });

    test('leaves be what nobody waits for any more, and throws where the answer may still get through', async () => {
      const refuse = (name: string) =>
        vi.spyOn(SFNClient.prototype, 'send').mockRejectedValue(Object.assign(new Error(name), { name }));
      vi.spyOn(console, 'warn').mockImplementation(() => undefined);
      refuse('TaskTimedOut');
      expect(await load('callbacks', 'check')(task, {})).toEqual({ done: true });
      refuse('ThrottlingException');
      await expect(load('callbacks', 'check')(task, {})).rejects.toThrow('ThrottlingException');
    });

    test('works on what comes without a token, and answers nobody', async () => {
      const answers = sent();
      expect(await load('callbacks', 'check')({ order: 7 }, {})).toEqual({ done: true });
      expect(answers).not.toHaveBeenCalled();
    });
  });

  test('tells events of several connections apart', async () => {
    const handler = load('odd-names', 'many-ways');
    expect(await handler(sqs('{}'), {})).toEqual({ batchItemFailures: [] });
    expect(
      await handler({ Records: [{ EventSource: 'aws:sns', Sns: { Message: '{}', MessageId: 'n' } }] }, {}),
    ).toBeUndefined();
    expect(await handler({ requestContext: { httpMethod: 'POST' }, body: '{}' }, {})).toMatchObject({
      statusCode: 200,
    });
    expect(await handler({ anything: 1 }, {})).toEqual({ done: true });
  });
});

test('a load test brings the load of its scenario, and prints what it measured beside what is foretold', async () => {
  const env = { ORDERS_API_URL: 'https://api.example/prod/', SCALE: '0.5' };
  const ran = await runLoadTest(join(shop.folder, 'order-pipeline/load-test'), env);
  expect(ran.scenarios).toMatchObject({
    shoppersToOrdersApi: {
      executor: 'ramping-arrival-rate',
      startRate: 400 * 0.5 * 60,
      timeUnit: '1m',
      stages: [
        { duration: '60s', target: 400 * 0.5 * 60 },
        { duration: '0s', target: 3 * 400 * 0.5 * 60 },
        { duration: '60s', target: 3 * 400 * 0.5 * 60 },
      ],
    },
  });
  expect(ran.asked).toMatchObject({ method: 'POST', url: 'https://api.example/prod/orders', timeout: '30s' });
  expect(ran.asked.tags).toEqual({ caller: 'shoppersToOrdersApi', window: '1', name: 'POST shoppersToOrdersApi' });
  // k6 keeps a figure by its tags where a threshold names it, and these never end a run.
  const figures = ['failed', 'refused_with_429', 'answered_in'].flatMap((metric) =>
    ['0', '1'].map((window) => `${metric}{caller:shoppersToOrdersApi,window:${window}}`),
  );
  expect(Object.keys(ran.thresholds).toSorted()).toEqual(figures.toSorted());
  expect([...new Set(Object.values(ran.thresholds).flat())]).toEqual(['rate<=1', 'min>=0']);
  expect(figures).toEqual(expect.arrayContaining([...ran.recorded]));
  expect(ran.asked.body).toHaveLength(2048);
  expect(ran.summary).toContain('Shoppers → Orders API: measured / foretold');
  expect(ran.summary).toMatch(/^60–120 +6 \/ 600 +25 % \/ 0 % +25 % +12 \/ 0$/m);
});

test('handlers in Python compile and handle batches', async () => {
  const { execFile } = await import('node:child_process');
  const { promisify } = await import('node:util');
  const run = promisify(execFile);
  const script = await readFile(join(import.meta.dirname, 'python-handlers.py'), 'utf8');
  const { stdout } = await run('python3', ['-c', script, shop.folder]);
  const partial = { batchItemFailures: [{ itemIdentifier: 'm1' }] };
  const done = { batchItemFailures: [] };
  const change = { total: 12.5, count: 3, tags: ['a'] };
  const told = { action: 'send_task_success', taskToken: 'token', output: '{"done": true}' };
  const failed = { error: 'IndexError', cause: 'list index out of range' };
  expect(JSON.parse(stdout)).toEqual({
    partial,
    test: done,
    // A change that comes again is known by the same id, and JSON takes what DynamoDB has for numbers and sets.
    twice: [done, done],
    read: [{ S: 'e1' }, { S: 'e1' }],
    sent: [change, change],
    answers: [
      told,
      told,
      { action: 'send_task_failure', taskToken: 'token', ...failed },
      { raised: 'ThrottlingException' },
    ],
    uncompiled: [],
    undefined: [],
  });
});
