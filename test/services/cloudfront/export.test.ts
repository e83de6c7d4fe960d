/** Distributions in exported CDK apps: what they let through. AWS's tools judge the rest in test/synth. */
import { expect, test } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { type Drawn, drawing } from '../../support/drawing';

type Connections = NonNullable<Drawn['connections']>;

async function allowed(origin: Drawn['resources'][string], cacheableShare: number, connections: Connections) {
  const { files } = await exportCdk(
    drawing({
      resources: { site: ['cloudfront', { cacheableShare }], origin, work: ['lambda', { timeout: 10 }] },
      connections,
    }),
    undefined,
    { version: '1.2.3', loads: [], force: true },
  );
  const stack = [...files].find(([path]) => path.endsWith('generated/test-architecture.ts'))?.[1] ?? '';
  return /AllowedMethods\.(\w+)/.exec(stack)?.[1];
}

const api = (...methods: readonly string[]): Connections => [
  ['cloudfront/http-origin', 'site', 'origin'],
  ...methods.map((method) => ['api-gateway/lambda-proxy', 'origin', 'work', { method, path: '/orders' }] as const),
];

test.each([
  ['a bucket is read', ['s3'], 0.5, [['cloudfront/bucket-origin', 'site', 'origin']], 'ALLOW_GET_HEAD'],
  ['an API whose routes are read is', ['api-gateway'], 0.5, api('GET'), 'ALLOW_GET_HEAD'],
  ['an API that takes orders gets them', ['api-gateway'], 0.5, api('GET', 'POST'), 'ALLOW_ALL'],
  ['an API that takes anything gets it', ['api-gateway'], 0.5, api('ANY'), 'ALLOW_ALL'],
  ['where nothing but reads is drawn', ['api-gateway'], 1, api('ANY'), 'ALLOW_GET_HEAD_OPTIONS'],
  [
    'a function may be sent anything',
    ['lambda', { timeout: 10 }],
    0.5,
    [['cloudfront/function-url-origin', 'site', 'origin']],
    'ALLOW_ALL',
  ],
] as const)('%s', async (_title, origin, share, connections, methods) => {
  expect(await allowed(origin, share, connections)).toBe(methods);
});
