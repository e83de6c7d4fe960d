import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { check } from '#shared/check/check';
import { resolve } from '#shared/document/resolve';
import type { Finding } from '#shared/model/finding';
import type { AccountRule, ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { Registry } from '#shared/model/service';
import { services } from '#shared/services/registry';
import { aClient, aDocument, aFunction, aGraph, anApi, aQueue, joined, type Part } from '../support/builders';

const PIPELINE: readonly Part[] = [
  aClient('shop', { httpAttempts: 3 }),
  anApi(),
  aFunction('order', { timeout: 60 }),
  aQueue('jobs'),
  aFunction('worker', { timeout: 60 }),
  aQueue('spare', { maximumMessageSize: 262_144 }),
  joined('client/http-request', 'shop', 'api'),
  joined('api-gateway/lambda-proxy', 'api', 'order'),
  joined('lambda/send-message', 'order', 'jobs'),
  joined('lambda/queue-event-source', 'jobs', 'worker'),
];

const FACTS = {
  severity: 'info',
  category: 'semantics',
  title: 'a rule for a test',
  why: 'To see what becomes of it.',
  source: 'https://example.org',
  asOf: '2026-11-23',
} as const;

const breaks: ResourceRule = {
  ...FACTS,
  id: 'sqs/breaks',
  check({ id }, report) {
    report({ resource: id }, 'said before it broke');
    throw new Error('the cause');
  },
};

function withRules(id: string, change: (service: Registry[number]) => Partial<Registry[number]>): Registry {
  return services.map((service) => (service.id === id ? { ...service, ...change(service) } : service));
}

function run(registry: Registry, parts: readonly Part[]): readonly Finding[] {
  return check(resolve(aDocument(...parts), registry).graph, registry);
}

describe('a rule that throws', () => {
  const broken = withRules('sqs', ({ rules }) => ({ rules: [breaks, ...rules] }));

  it('becomes a finding that names the rule, the place and the error', () => {
    expect(run(broken, PIPELINE).find(({ rule }) => rule === 'check/rule-failed')).toEqual({
      rule: 'check/rule-failed',
      owner: 'check',
      severity: 'warning',
      at: { resource: 'jobs' },
      message:
        'rule sqs/breaks failed and found nothing here: the cause. This is a mistake in Spillway: report it with the drawing',
      source: 'https://example.org',
      asOf: '2026-11-23',
    });
  });

  it('stops no other rule', () => {
    const others = run(broken, PIPELINE).filter(({ rule }) => rule !== 'check/rule-failed' && rule !== 'sqs/breaks');
    expect(others).toEqual(run(services, PIPELINE));
  });

  it('keeps what it reported before', () => {
    expect(run(broken, PIPELINE).map(({ message }) => message)).toContain('said before it broke');
  });

  it('is told of once, however many resources it fails on', () => {
    const queues = Array.from({ length: 20 }, (_, n) => aQueue(`q${n}`));
    expect(run(broken, queues).filter(({ rule }) => rule === 'check/rule-failed')).toHaveLength(1);
  });

  it('is caught on connections and on accounts too', () => {
    const onMapping: ConnectionRule = { ...FACTS, id: 'lambda/breaks-on-mapping', check: () => fail() };
    const onAccount: AccountRule = { ...FACTS, id: 'lambda/breaks-on-account', check: () => fail() };
    const registry = withRules('lambda', ({ connections }) => ({
      connections: connections.map((kind) => ({ ...kind, rules: [...kind.rules, onMapping] })),
      accountRules: [onAccount],
    }));
    const failed = run(registry, PIPELINE).filter(({ rule }) => rule === 'check/rule-failed');
    expect(failed.map(({ at, message }) => [at, message.split(' failed')[0]])).toEqual([
      [{}, 'rule lambda/breaks-on-account'],
      [{ connection: 'jobs--worker' }, 'rule lambda/breaks-on-mapping'],
    ]);
  });
});

function fail(): never {
  throw new Error('the cause');
}

describe('findings', () => {
  const graph = aGraph(...PIPELINE);
  const findings = check(graph, services);

  it('come with errors first, then warnings, then infos', () => {
    const order = ['error', 'warning', 'info'];
    const ranks = findings.map(({ severity }) => order.indexOf(severity));
    expect(new Set(ranks).size).toBe(3);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it('are the same whatever the order in which the drawing was made', () => {
    const { resources, connections, ...rest } = aDocument(...PIPELINE);
    const turned = { ...rest, resources: resources.toReversed(), connections: connections.toReversed() };
    expect(check(resolve(turned, services).graph, services)).toEqual(findings);
  });

  it('name their rule’s source and date', () => {
    expect(findings.every(({ source, asOf }) => source?.startsWith('https://') && asOf === '2026-11-23')).toBe(true);
  });

  it('offer no remedy that sets what cannot be set', () => {
    const parts = [aFunction('slow', { timeout: 900, duration: { mean: 600, scv: 4 } })];
    const finding = run(services, parts).find(({ rule }) => rule === 'lambda/timeout-covers-slow-runs');
    expect(finding?.message).toContain('the most is 900 s');
    expect(finding?.remedy).toBeUndefined();
  });

  it('are none for an empty drawing', () => {
    expect(check(aGraph(), services)).toEqual([]);
  });

  it('of rules that need flows come only with them', () => {
    const parts = [
      aClient('client', { payload: 2_097_152 }),
      aQueue(),
      joined('client/send-message', 'client', 'queue'),
    ];
    const large = aGraph(...parts);
    const says = (found: readonly Finding[]) => found.some(({ rule }) => rule === 'check/messages-fit-every-hop');
    expect(says(check(large, services))).toBe(false);
    expect(says(check(large, services, { capacity: assessCapacity(large, services, { loadFactor: 1 }) }))).toBe(true);
  });
});

describe('an acknowledgement', () => {
  const graph = aGraph(...PIPELINE);
  const acknowledged = [
    { rule: 'sqs/failed-messages-are-kept', resource: 'jobs', reason: 'messages may be lost' },
    { rule: 'lambda/batch-failures-are-reported', connection: 'elsewhere', reason: 'of another connection' },
  ];
  const findings = check(graph, services, { acknowledged });

  it('marks the finding of its rule at its place with the reason', () => {
    const marked = findings.filter((finding) => finding.acknowledged !== undefined);
    expect(marked.map(({ rule, acknowledged: reason }) => [rule, reason])).toEqual([
      ['sqs/failed-messages-are-kept', 'messages may be lost'],
    ]);
  });

  it('takes no finding away and moves the marked ones behind the open ones', () => {
    expect(findings).toHaveLength(check(graph, services).length);
    expect(findings.at(-1)?.rule).toBe('sqs/failed-messages-are-kept');
  });
});
