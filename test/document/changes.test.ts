import { describe, expect, it } from 'vitest';
import { differenceBetween } from '#shared/document/changes';
import { applyEdit } from '#shared/document/edit';
import type { ProjectDocument } from '#shared/document/schema';
import { settingText } from '#shared/document/setting-text';
import type { ProjectEdit } from '#shared/model/edit';
import { services } from '#shared/services/registry';
import { aDocument, aFunction, aQueue, joined } from '../support/builders';

const base = aDocument(aQueue('jobs'), aFunction('worker'), joined('lambda/queue-event-source', 'jobs', 'worker'));
const after = (...edits: readonly ProjectEdit[]): ProjectDocument =>
  edits.reduce((document, edit) => applyEdit(document, edit).document, base);
const told = (document: ProjectDocument): readonly string[] =>
  differenceBetween(base, document, services).changes.flatMap(({ change, name, type, fields }) => [
    `${change} ${name} (${type})`,
    ...fields.map(({ title, beforeText, afterText }) => `${title}: ${beforeText} → ${afterText}`),
  ]);

describe('what changed, in words', () => {
  it('names settings by their titles, with units, and defaults by their values', () => {
    const document = after(
      { do: 'set-config', target: { resource: 'worker' }, field: 'timeout', value: 60 },
      { do: 'set-config', target: { resource: 'worker' }, field: 'reservedConcurrency', value: 5 },
      { do: 'set-config', target: { connection: 'jobs--worker' }, field: 'batchSize', value: 25 },
    );
    expect(told(document)).toEqual([
      'changed worker (AWS Lambda function)',
      'Timeout: 3 s → 60 s',
      'Reserved concurrency: shares the account’s unreserved concurrency → 5',
      'changed jobs → worker (Event source mapping)',
      'Batch size: 10 → 25',
    ]);
  });

  it('names quotas by their titles and what they were where nothing was stated', () => {
    const document = after({
      do: 'set-account',
      region: 'eu-west-1',
      quotas: { 'lambda/concurrent-executions': 3000 },
    });
    expect(told(document)).toEqual([
      'changed test (design)',
      'Region: us-east-1 → eu-west-1',
      'Concurrent executions: AWS’s default → 3,000 concurrent',
    ]);
  });

  it('tells of what is new the settings that it states, and by name what a new connection joins', () => {
    const document = after(
      {
        do: 'add-resource',
        resource: { id: 'failed', service: 'sqs', name: 'Failed', config: { retention: 1_209_600 } },
      },
      {
        do: 'connect',
        connection: { id: 'jobs--failed', kind: 'sqs/redrive', from: 'jobs', to: 'failed', config: {} },
      },
    );
    expect(told(document)).toEqual([
      'added Failed (Amazon SQS queue)',
      'Message retention: 4 days → 14 days',
      'added jobs → Failed (Dead-letter queue)',
    ]);
  });

  it('knows what was only moved from what was also changed', () => {
    const document = after(
      { do: 'move', positions: { jobs: { x: 500, y: 0 }, worker: { x: 800, y: 0 } } },
      { do: 'rename', id: 'worker', name: 'Worker' },
    );
    const { changes, moved } = differenceBetween(base, document, services);
    expect(moved).toEqual([{ id: 'jobs', name: 'jobs' }]);
    expect(changes.map(({ name }) => name)).toEqual(['Worker']);
  });

  it('says which rule is acknowledged where', () => {
    const document = after({
      do: 'acknowledge',
      acknowledgement: { rule: 'sqs/x', resource: 'jobs', reason: 'known' },
    });
    expect(told(document)).toEqual(['added sqs/x at jobs (acknowledgement)', 'Reason: not set → known']);
  });
});

describe('a value in words', () => {
  it.each([
    [0.25, { kind: 'duration' }, '250 ms'],
    [1.5, { kind: 'duration' }, '1.5 s'],
    [345_600, { kind: 'duration' }, '4 days'],
    [262_144, { kind: 'size' }, '256 KiB'],
    [0.125, { kind: 'ratio' }, '12.5 %'],
    [2, { kind: 'ratio', max: 100 }, '2'],
    [1234.5678, { kind: 'rate' }, '1,234.5678/s'],
    [true, { kind: 'flag' }, 'on'],
    ['fifo', { kind: 'choice', labels: { fifo: 'FIFO' } }, 'FIFO'],
    [undefined, { unset: 'account pool' }, 'account pool'],
    [
      { distribution: 'lognormal', mean: 0.1, scv: 2 },
      { kind: 'distribution' },
      'lognormal, mean 100 ms, squared coefficient of variation 2',
    ],
    [{ distribution: 'constant', mean: 3, scv: 1 }, { kind: 'distribution' }, 'constant, mean 3 s'],
    [{ kind: 'ramp', from: 1, to: 3, over: 60 }, {}, 'ramp: from 1, to 3, over 60'],
    [[], {}, 'none'],
  ] as const)('%j of %j is %s', (value, field, words) => {
    expect(settingText(value, field)).toBe(words);
  });
});
