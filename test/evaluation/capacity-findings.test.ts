import { expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import { evaluate } from '#shared/evaluation/evaluate';
import { services } from '#shared/services/registry';
import {
  aClient,
  aDistribution,
  aDocument,
  aFunction,
  anAccount,
  anEndpoint,
  aWebAcl,
  joined,
} from '../support/builders';

const prices = await loadPrices('us-east-1');

it('a shared pool that is full is one finding and one rung, at the function that draws most of it', () => {
  const duration = { distribution: 'constant', mean: 1, scv: 0 } as const;
  const document = aDocument(
    aClient('few', { rate: 20 }),
    aFunction('a-small', { duration }),
    joined('client/invoke', 'few', 'a-small'),
    aClient('many', { rate: 200 }),
    aFunction('b-large', { duration }),
    joined('client/invoke', 'many', 'b-large'),
    anAccount({ quotas: { 'lambda/concurrent-executions': 100 } }),
  );
  const { findings, ladder } = evaluate(document, services, prices);
  const full = findings.filter(({ rule }) => rule === 'capacity/limits-hold');
  expect(full.map(({ at }) => at.resource)).toEqual(['b-large']);
  const pool = ladder.find(({ limit }) => limit === 'lambda/concurrent-executions');
  expect(pool).toMatchObject({ resource: 'b-large', sharedBy: ['b-large', 'a-small'] });
});

it('what a web ACL blocks is no want of room, although more than a hundredth is refused', () => {
  const document = aDocument(
    aClient(),
    aWebAcl('acl', { blockedShare: 0.2 }),
    aDistribution(),
    anEndpoint(),
    joined('client/http-request', 'client', 'acl'),
    joined('waf/protects', 'acl', 'cdn'),
    joined('cloudfront/http-origin', 'cdn', 'partner'),
  );
  const { findings, resources } = evaluate(document, services, prices);
  expect(resources['acl']?.limits).toEqual([]);
  expect(findings.filter(({ rule }) => rule === 'capacity/room-for-random-peaks')).toEqual([]);
});
