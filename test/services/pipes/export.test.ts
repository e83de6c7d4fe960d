/** Pipes in exported CDK apps: alarms that rest at the drawn load. AWS's tools judge the rest in test/synth. */
import { describe, expect, it } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import type { Config } from '#shared/model/graph';
import { type Drawn, drawing } from '../../support/drawing';
import { figuresOf } from '../../support/figures';

async function monitoring(drawn: Drawn): Promise<string> {
  const graph = drawing(drawn);
  const { files, blocked } = await exportCdk(graph, figuresOf(graph), { version: '1.2.3', loads: [] });
  expect(blocked).toBeUndefined();
  return [...files].find(([path]) => path.endsWith('-monitoring.ts'))?.[1] ?? '';
}

/** A stream whose records a pipe has enriched and puts into a queue. */
const enriched = (errorRate: number, batchSize = 10): Drawn => ({
  resources: {
    app: ['client', { rate: 10 }],
    clicks: ['kinesis', { shards: 2 }],
    pipe: ['pipes'],
    ask: ['lambda', { errorRate }],
    out: ['sqs'],
  },
  connections: [
    ['client/put-record', 'app', 'clicks'],
    ['pipes/stream-source', 'clicks', 'pipe', { batchSize, maximumRetryAttempts: 20 }],
    ['pipes/enrich-by-function', 'pipe', 'ask'],
    ['pipes/queue-target', 'pipe', 'out'],
  ],
});

/** A queue that a pipe hands to a function. */
const worked = (target: Config, errorRate: number): Drawn => ({
  resources: { app: ['client', { rate: 10 }], jobs: ['sqs'], pipe: ['pipes'], worker: ['lambda', { errorRate }] },
  connections: [
    ['client/send-message', 'app', 'jobs'],
    ['pipes/queue-source', 'jobs', 'pipe', { batchSize: 10 }],
    ['pipes/function-target', 'pipe', 'worker', target],
  ],
});

const whole = (rest: string): RegExp => new RegExp(`'ExecutionsFailed', \\{${rest}`, 's');
const inPart = (rest: string): RegExp => new RegExp(`'ExecutionsFailedInPart', \\{${rest}`, 's');
const ONCE = String.raw`\s+\.\.\.ONCE,`;
const above = (threshold: number): string => String.raw`\s+\.\.\.LASTING,.{0,700}?threshold: ${threshold},`;

describe('an alarm on executions that fail', () => {
  it('goes off at the first where nothing fails', async () => {
    expect(await monitoring(enriched(0))).toMatch(whole(ONCE));
  });

  it('rests at the share that the drawing has, although the retries of a stream mend them all', async () => {
    expect(await monitoring(enriched(0.02))).toMatch(whole(above(4)));
  });
});

describe('an alarm on executions that fail in part', () => {
  it('stands by a target that takes the records of a batch one by one', async () => {
    const code = await monitoring(enriched(0));
    expect(code).toMatch(inPart(ONCE));
    expect(code).toContain("metricName: 'ExecutionPartiallyFailed'");
  });

  it('is not there where batches have one record', async () => {
    expect(await monitoring(enriched(0, 1))).not.toMatch(inPart(''));
  });

  it('is not there where the target takes or fails a batch as one', async () => {
    expect(await monitoring(worked({}, 0.02))).not.toMatch(inPart(''));
  });

  it('rests at what a function names in the drawing, which fails no execution in whole', async () => {
    const code = await monitoring(worked({ reportBatchItemFailures: true }, 0.02));
    expect(code).toMatch(inPart(above(4)));
    expect(code).toMatch(whole(ONCE));
  });
});

describe('a REST API that a pipe calls', () => {
  const stackOf = async (drawn: Drawn): Promise<string> => {
    const { files, blocked } = await exportCdk(drawing(drawn), undefined, { version: '1.2.3', loads: [] });
    expect(blocked).toBeUndefined();
    return [...files].find(([path]) => path.endsWith('generated/test-architecture.ts'))?.[1] ?? '';
  };

  const calling = (call: Config, end: 'api' | 'acl' = 'api'): Drawn => ({
    resources: {
      jobs: ['sqs', { visibilityTimeout: 180 }],
      pipe: ['pipes'],
      ...(end === 'acl' ? { acl: ['waf', {}] as const } : {}),
      api: ['api-gateway', { authorization: 'iam' }],
      worker: ['lambda', { isIdempotent: true }],
    },
    connections: [
      ['pipes/queue-source', 'jobs', 'pipe', { batchSize: 1 }],
      ['pipes/api-target', 'pipe', end, call],
      ...(end === 'acl' ? ([['waf/protects', 'acl', 'api']] as const) : []),
      ['api-gateway/lambda-proxy', 'api', 'worker', { method: 'ANY', path: '/orders/{id}' }],
    ],
  });

  it('is known by its method, path and stage, with a star for what the record says', async () => {
    const code = await stackOf(calling({ route: 'PUT /orders/{id}', pathParameters: '$.body.id' }));
    expect(code).toContain(
      `target: this.api.arnForExecuteApi('PUT', '/orders/*', this.api.deploymentStage.stageName),`,
    );
    expect(code).toContain(`inputTemplate: '<aws.pipes.event>'`);
    expect(code).toContain(`httpParameters: { pathParameterValues: ['$.body.id'] }`);
    expect(code).toContain(`this.#allowPipe(this.pipe, this.pipe.target!, 'execute-api:Invoke');`);
  });

  it('is called as such behind its web ACL, and with POST where any method will do', async () => {
    const code = await stackOf(calling({ pathParameters: '$.body.id' }, 'acl'));
    expect(code).toContain(`this.api.arnForExecuteApi('POST', '/orders/*', this.api.deploymentStage.stageName)`);
  });
});
