import { describe, expect, it } from 'vitest';
import { describeFields } from '#shared/model/field';
import { services } from '#shared/services/registry';
import { behaviourFacts, retriesText } from '../../../renderer/inspector/behaviour-sentences';
import { boundsText, checkNumber } from '../../../renderer/inspector/check-number';
import { fieldText } from '../../../renderer/design/format';

const timeout = { kind: 'duration', min: 1, max: 900, whole: true } as const;

describe('what is typed into a number field', () => {
  it('is taken where AWS allows it', () => {
    expect(checkNumber(timeout, '5m')).toEqual({ value: 300 });
  });

  it.each([
    ['20m', 'must be from 1 s to 15 min'],
    ['1.5 s', 'must be a whole number, from 1 s to 15 min'],
    ['soon', 'not understood: write it like 30 s, 5 min, 250 ms or 4 d'],
  ])('%s is refused with what is allowed', (text, problem) => {
    expect(checkNumber(timeout, text)).toEqual({ problem });
  });

  it('bounds may be open', () => {
    expect(boundsText({ kind: 'count', min: 0, max: Infinity })).toBe('at least 0');
    expect(boundsText({ kind: 'count', min: -Infinity, max: 10 })).toBe('at most 10');
  });
});

it('every number of every service and connection can be typed as it is shown', () => {
  const schemas = services.flatMap(({ config, connections }) => [config, ...connections.map((kind) => kind.config)]);
  for (const field of schemas.flatMap((schema) => describeFields(schema))) {
    if (typeof field.default !== 'number') continue;
    expect({ field: field.title, ...checkNumber(field, fieldText(field, field.default)) }).toEqual({
      field: field.title,
      value: field.default,
    });
  }
});

describe('behaviour in sentences', () => {
  const behaviour = {
    mechanism: 'event source mapping',
    retriedBy: 'consumer',
    delivery: 'at least once',
    ordering: 'none',
    onThrottle: 'messages wait',
    onFailure: 'they move to the dead-letter queue',
    permission: 'sqs:ReceiveMessage',
  } as const;

  it('says who tries again, how often and for how long', () => {
    expect(retriesText({ ...behaviour, attempts: 5 })).toBe('it is fetched again, 5 attempts in all');
    expect(retriesText({ ...behaviour, retriedBy: 'service', attempts: 3, retriedFor: 21_600 as never })).toBe(
      'the service tries again, 3 attempts in all, for up to 6 h',
    );
    expect(retriesText({ ...behaviour, retriedBy: 'nobody' })).toBe('nobody tries again');
  });

  it('leaves out what there is nothing to say about', () => {
    const titles = behaviourFacts(behaviour, 'poll', 'work').map(({ title }) => title);
    expect(titles).not.toContain('Seen as');
    expect(titles).toContain('Retries');
  });
});
