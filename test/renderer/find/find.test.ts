import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import { evaluate } from '#shared/evaluation/evaluate';
import { matchesOf } from '../../../renderer/find/matches';
import { parseQuery } from '../../../renderer/find/query';
import { services } from '../../../renderer/project/catalogue';
import { aClient, aDocument, aFunction, anApi, aQueue, joined } from '../../support/builders';

const prices = await loadPrices('us-east-1');
const drawn = aDocument(
  aClient('shoppers', { rate: 400 }),
  anApi('orders-api'),
  aFunction('create-order', { reservedConcurrency: 5 }),
  aQueue('jobs'),
  aQueue('jobs-failed'),
  aFunction('worker'),
  aQueue('spare'),
  joined('client/http-request', 'shoppers', 'orders-api'),
  joined('api-gateway/lambda-proxy', 'orders-api', 'create-order'),
  joined('lambda/queue-event-source', 'jobs', 'worker'),
  joined('sqs/redrive', 'jobs', 'jobs-failed'),
);
const document = {
  ...drawn,
  resources: drawn.resources.map((each) => (each.id === 'jobs' ? { ...each, note: 'agreed with Finance' } : each)),
  notes: [{ id: 'note:1', text: 'Finance pays' }],
};
const evaluation = evaluate(document, services, prices);
const searched = { document, evaluation, findings: evaluation.findings, modified: new Set(['worker']) };

function found(text: string): readonly string[] {
  const query = parseQuery(text, services);
  if ('problem' in query) throw new Error(query.problem);
  return matchesOf(query.terms, searched)
    .map(({ id }) => id)
    .toSorted();
}
const problem = (text: string): string | undefined => {
  const query = parseQuery(text, services);
  return 'problem' in query ? query.problem : undefined;
};

describe('Find', () => {
  it('takes a word as a part of a name, and of a note', () => {
    expect(found('order')).toEqual(['create-order', 'orders-api']);
    expect(found('finance')).toEqual(['jobs', 'note:1']);
    expect(found('"agreed with"')).toEqual(['jobs']);
  });

  it('asks for a service by its id, its short name or its title', () => {
    const queues = ['jobs', 'jobs-failed', 'spare'];
    expect(found('service:sqs')).toEqual(queues);
    expect(found('service:queue')).toEqual(queues);
    expect(found('service:Lambda')).toEqual(['create-order', 'worker']);
  });

  it('asks for states, of resources and of connections', () => {
    expect(found('is:throttled')).toContain('create-order');
    expect(found('is:over')).toContain('create-order');
    expect(found('is:modified')).toEqual(['worker']);
    expect(found('is:unconnected')).toEqual(['spare']);
    expect(found('is:entry')).toEqual(['shoppers']);
    expect(found('is:noted')).toEqual(['jobs']);
  });

  it('compares figures, and what has no limit has no utilisation', () => {
    expect(found('util>100')).toContain('create-order');
    expect(found('util<100 service:client')).toEqual([]);
    expect(found('rate>=400')).toContain('shoppers');
    const dear = evaluation.resources['create-order']?.usdPerMonth ?? 0;
    expect(found(`cost>${dear}`)).not.toContain('create-order');
    expect(found(`cost>=${dear}`)).toContain('create-order');
    expect(found('cost>$0')).toContain('create-order');
  });

  it('asks what is used: a dead-letter queue by what sends to it', () => {
    expect(found('uses:dlq')).toEqual(['jobs', 'jobs--jobs-failed']);
    expect(found('uses:poll')).toEqual(['jobs', 'jobs--worker', 'worker']);
  });

  it('finds where a rule has found something', () => {
    const placed = evaluation.findings.flatMap(({ rule, at }) => {
      const place = at.connection ?? at.resource;
      return place === undefined ? [] : [{ rule, place }];
    });
    expect(placed.length).toBeGreaterThan(0);
    for (const { rule, place } of placed) expect(found(`rule:${rule}`)).toContain(place);
  });

  it('takes several terms together, and a minus turns one round', () => {
    expect(found('service:sqs -uses:dlq')).toEqual(['jobs-failed', 'spare']);
    expect(found('service:lambda is:modified')).toEqual(['worker']);
    expect(found('')).toEqual([]);
  });

  it('divides the drawing in two by every term: what it finds and what its opposite finds', () => {
    const all = [...document.resources, ...document.connections, ...document.notes].map(({ id }) => id).toSorted();
    const term = fc.constantFrom('order', 'service:sqs', 'is:over', 'util>50', 'cost<=3', 'uses:sync', 'rule:sqs');
    fc.assert(
      fc.property(term, (each) => {
        expect([...found(each), ...found(`-${each}`)].toSorted()).toEqual(all);
      }),
    );
  });

  it.each([
    ['service:sqz', 'service:sqz is not known: one of '],
    ['service:lamda', 'service:lamda is not known: perhaps service:lambda is meant'],
    ['is:throtled', 'is:throtled is not known: perhaps is:throttled is meant'],
    ['is:', 'is: needs a word: one of throttled, over, '],
    ['util>much', 'util> needs a number: util>80 finds what is more than 80 % used'],
    ['weight>3', 'weight is no figure to compare: util, cost, rate are'],
    [
      'colour:red',
      'colour: cannot be asked for: service:, is:, uses: and rule: can; put “colour:red” in quotes for a name',
    ],
    ['rule:', 'rule: needs a part of a rule’s name: rule:visibility'],
  ])('says of %s what is wrong and what can be asked', (text, sentence) => {
    expect(problem(text)?.startsWith(sentence) ? sentence : problem(text)).toBe(sentence);
  });

  it('understands or explains whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const query = parseQuery(text, services);
        const outcome = 'problem' in query ? query.problem.length : matchesOf(query.terms, searched).length + 1;
        expect(outcome).toBeGreaterThan(0);
      }),
    );
  });
});
