import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { exportCdk } from '#shared/cdk/export';
import { connectionChoices } from '#shared/document/connectable';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { simulated } from '../../support/simulated';

const KIND = 'api-gateway/s3-integration';

const asked = (rate: number, method: string, settings: Record<string, unknown> = {}): Drawn => ({
  resources: {
    client: ['client', { rate, retryMode: 'none' }],
    api: ['api-gateway', { binaryMediaTypes: '*/*' }],
    bucket: ['s3'],
    told: ['sqs'],
  },
  connections: [
    ['client/http-request', 'client', 'api'],
    [KIND, 'api', 'bucket', { method, ...settings }],
    ['s3/queue-notification', 'bucket', 'told', { prefix: 'new/' }],
  ],
});

const assess = (drawn: Drawn) => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

describe('an API before a bucket', () => {
  it('is drawn from a REST API, and an HTTP API is told what to draw instead', () => {
    const between = (type: string) =>
      connectionChoices(
        { id: 'a', service: 'api-gateway', name: 'a', config: { type } },
        { id: 'b', service: 's3', name: 'b', config: {} },
        services,
      );
    expect(between('REST').kinds.map(({ id }) => id)).toEqual([KIND]);
    expect(between('HTTP').refusal).toMatchObject({ why: 'HTTP APIs have no S3 integration' });
    expect(between('HTTP').refusal?.instead).toContain('presigned URLs');
  });

  it.each([
    ['PUT', 's3/prefix-writes', 3500],
    ['DELETE', 's3/prefix-writes', 3500],
    ['GET', 's3/prefix-reads', 5500],
  ])('is held by what a prefix takes of %s requests, and the rest of them fail', (method, limit, most) => {
    const { resources } = assess(asked(6000, method));
    const bucket = resources.get('bucket');
    expect(bucket?.limits.map(({ id }) => id)).toEqual([limit]);
    expect(bucket?.admitted).toBeCloseTo(most, 6);
    expect(bucket?.spills).toMatchObject([{ ends: 'caller', limit, seenAs: '503 SlowDown' }]);
    expect(resources.get('api')?.failed).toBeCloseTo(6000 - most, 6);
  });

  it('causes the notifications of the keys that it puts, and none by what it gets', () => {
    const told = (method: string, keyPrefix: string) =>
      assess(asked(100, method, { keyPrefix })).resources.get('told')?.offered;
    expect(told('PUT', 'new/')).toBeCloseTo(100, 6);
    expect(told('POST', 'new/')).toBeCloseTo(100, 6);
    expect(told('PUT', 'old/')).toBe(0);
    expect(told('GET', 'new/')).toBe(0);
    expect(told('DELETE', 'new/')).toBe(0);
  });

  it('passes the 503 of a bucket without room to the client in a run', () => {
    const { resources, answers } = simulated(asked(5000, 'PUT'), { duration: 20 });
    const refused = resources['bucket']!.throttled.mean;
    expect(refused).toBeGreaterThan(20_000);
    const { served: _served, ...others } = answers['client--api']!;
    expect(others).toEqual({ '503': refused });
    expect(resources['api']!.failed.mean).toBe(refused);
  });

  it('answers 502 where S3 fails', () => {
    const { answers } = simulated(asked(100, 'GET'), {
      duration: 20,
      failures: [{ kind: 'errors', resource: 'bucket', at: 0, for: 20, share: 1 }],
    });
    expect(Object.keys(answers['client--api']!)).toEqual(['502']);
  });
});

describe('the exported route', () => {
  async function stackOf(connections: readonly (readonly [string, string, string, Record<string, unknown>])[]) {
    const made = await exportCdk(
      drawing({ resources: { api: ['api-gateway', { binaryMediaTypes: '*/*' }], files: ['s3'] }, connections }),
      undefined,
      { version: '1.2.3' },
    );
    expect(made.blocked).toBeUndefined();
    return made.files.get('lib/generated/test-architecture.ts')!.replaceAll(/\s+/g, ' ');
  }

  it('joins the parameters of its path to the key, behind the prefix', async () => {
    const code = await stackOf([
      [KIND, 'api', 'files', { method: 'GET', path: '/users/{user}/photos/{photo+}', keyPrefix: 'a b/' }],
    ]);
    expect(code).toContain("key: 'a%20b/{user}/{photo}'");
    expect(code).toContain("parameters: { user: 'method.request.path.user', photo: 'method.request.path.photo' }");
    // The blank as IAM's any character: as it is, the id of the acknowledgement would not be found.
    expect(code).toContain("'a?b/*', 's3:GetObject'");
    expect(code).toContain("binaryMediaTypes: ['*/*']");
  });

  it('of a POST puts an object under the id of the request', async () => {
    const code = await stackOf([[KIND, 'api', 'files', { method: 'POST', path: '/{requestId}' }]]);
    expect(code).toContain("key: '{requestId}/{ownRequestId}'");
    expect(code).toContain("ownRequestId: 'context.requestId'");
  });

  it('has a role of its own for each operation and prefix', async () => {
    const code = await stackOf([
      [KIND, 'api', 'files', { method: 'GET' }],
      [KIND, 'api', 'files', { method: 'PUT', keyPrefix: 'new/' }],
      [KIND, 'api', 'files', { method: 'DELETE' }],
    ]);
    for (const id of ['Files-GetObject', 'Files-PutObject-new%2F', 'Files-DeleteObject'])
      expect(code).toContain(`'${id}'`);
  });

  it('is refused where its path names no object', async () => {
    const made = await exportCdk(
      drawing({
        resources: { api: ['api-gateway'], files: ['s3'] },
        connections: [[KIND, 'api', 'files', { method: 'GET', path: '/' }]],
      }),
      undefined,
      { version: '1.2.3', force: true },
    );
    expect(made.blocked?.map(({ message }) => message)).toEqual(['GET / of api names no object']);
  });
});
