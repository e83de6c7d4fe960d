import { describe, expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import type { ProjectDocument } from '#shared/document/schema';
import { evaluate } from '#shared/evaluation/evaluate';
import { services } from '#shared/services/registry';
import {
  aClient,
  aDocument,
  aFunction,
  aQueue,
  anAccount,
  anApi,
  aTopic,
  joined,
  type Part,
} from '../support/builders';

const prices = await loadPrices('us-east-1');
const requestsOf = (document: ProjectDocument) => evaluate(document, services, prices).quotaRequests;

const called = (rate: number, seconds: number, more: Record<string, unknown> = {}): readonly Part[] => [
  aClient('users', { rate }),
  anApi('api'),
  aFunction('work', { timeout: 20, duration: { distribution: 'lognormal', mean: seconds, scv: 1 }, ...more }),
  joined('client/http-request', 'users', 'api'),
  joined('api-gateway/lambda-proxy', 'api', 'work'),
];

describe('quota increases', () => {
  it('are none where everything finds room', () => {
    expect(requestsOf(aDocument(...called(100, 0.1)))).toEqual([]);
  });

  it('ask for a fifth more than the load needs, by a line for the command line', () => {
    expect(requestsOf(aDocument(...called(1000, 2)))).toEqual([
      {
        quota: 'lambda/concurrent-executions',
        title: 'Concurrent executions',
        now: 1000,
        desired: 2400,
        unit: 'concurrent',
        neededBy: ['work'],
        command:
          'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 2400 --region us-east-1',
        source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
        asOf: '2026-11-23',
      },
    ]);
  });

  it('are not asked for what the design itself sets, such as a reservation', () => {
    expect(requestsOf(aDocument(...called(100, 2, { reservedConcurrency: 50 })))).toEqual([]);
  });

  it('name the quota without a line where its code is not known', () => {
    const parts = [
      aClient('users', { rate: 400 }),
      aTopic('news'),
      aQueue('inbox'),
      joined('client/publish', 'users', 'news'),
      joined('sns/queue-subscription', 'news', 'inbox'),
    ];
    const [request] = requestsOf(aDocument(...parts, anAccount({ region: 'eu-north-1' })));
    expect(request).toMatchObject({ quota: 'sns/publish-standard', now: 300, desired: 480 });
    expect(request).not.toHaveProperty('command');
  });

  it('put nothing into a command line that is not a Region', () => {
    const [request] = requestsOf(aDocument(...called(1000, 2), anAccount({ region: 'x; rm -rf ~' })));
    expect(request?.command).toMatch(/--desired-value 2400$/);
  });

  it.each([
    [1000, 2, {}],
    [30_000, 0.01, {}],
    [900, 1, { 'lambda/concurrent-executions': 10 }],
    [15_000, 0.001, { 'lambda/concurrent-executions': 100 }],
  ])('that are granted make room: %i/s for %f s', (rate, seconds, quotas: Record<string, number>) => {
    const document = aDocument(...called(rate, seconds), anAccount({ quotas }));
    const requests = requestsOf(document);
    expect(requests).not.toEqual([]);
    const granted = Object.fromEntries(requests.map(({ quota, desired }) => [quota, desired]));
    const after = aDocument(...called(rate, seconds), anAccount({ quotas: { ...quotas, ...granted } }));
    expect(requestsOf(after)).toEqual([]);
  });
});
