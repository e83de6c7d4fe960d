import { expect, it } from 'vitest';
import type { Finding } from '#shared/model/finding';
import { countBySeverity, keyOf, shownFindings } from '../../../renderer/findings/store';
import { placeName } from '../../../renderer/findings/place';
import { aDocument, aFunction, aQueue, joined } from '../../support/builders';

const finding = (change: Partial<Finding>): Finding => ({
  rule: 'sqs/x',
  owner: 'check',
  severity: 'warning',
  at: { resource: 'jobs' },
  message: 'something is wrong',
  ...change,
});
const all = [
  finding({ severity: 'error', rule: 'lambda/timeout', message: 'too short' }),
  finding({}),
  finding({ acknowledged: 'known' }),
];
const everything = { severities: new Set(['error', 'warning', 'info'] as const), text: '', showsAcknowledged: false };

it('counts what is open', () => {
  expect(countBySeverity(all)).toEqual({ error: 1, warning: 1, info: 0 });
});

it('shows by severity, words and rule; acknowledged ones only when asked for', () => {
  expect(shownFindings(all, everything)).toHaveLength(2);
  expect(shownFindings(all, { ...everything, showsAcknowledged: true })).toHaveLength(3);
  expect(shownFindings(all, { ...everything, severities: new Set(['error'] as const) })).toEqual([all[0]]);
  expect(shownFindings(all, { ...everything, text: 'LAMBDA' })).toEqual([all[0]]);
  expect(shownFindings(all, { ...everything, text: 'too short' })).toEqual([all[0]]);
});

it('the same finding has the same key from one evaluation to the next', () => {
  expect(keyOf(finding({}))).toBe(keyOf(finding({ remedy: { title: 'x', edit: { do: 'set-name', name: 'x' } } })));
  expect(keyOf(finding({}))).not.toBe(keyOf(finding({ at: { connection: 'jobs' } })));
});

it('names the place by what stands there', () => {
  const document = aDocument(
    aQueue('jobs'),
    aFunction('worker'),
    joined('lambda/queue-event-source', 'jobs', 'worker'),
  );
  expect(placeName({ at: { connection: 'jobs--worker' } }, document)).toBe('jobs → worker');
  expect(placeName({ at: { resource: 'jobs' } }, document)).toBe('jobs');
  expect(placeName({ at: {} }, document)).toBe('Whole design');
});
