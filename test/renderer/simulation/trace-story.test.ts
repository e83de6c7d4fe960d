import { expect, it } from 'vitest';
import { inOrder, ordered, storyOf } from '../../../renderer/simulation/trace-story';

const visit = (resource: string, from: number, to: number, answer = 'served') => ({ resource, from, to, answer });

it('work comes to rest where it was done, and not at those that waited for it', () => {
  const { restsAt, lasted } = storyOf({
    born: 1,
    visits: [visit('client', 1, 3), visit('api', 1.1, 3), visit('fn', 1.2, 3)],
  });
  expect([restsAt, lasted]).toEqual(['fn', 2]);
});

it('a second stay at one place is a repetition, and trouble is found among many', () => {
  const smooth = { born: 0, visits: [visit('fn', 0, 1)] };
  const retried = { born: 5, visits: [visit('fn', 5, 6, 'failed'), visit('fn', 36, 37), visit('queue', 5, 37)] };
  expect(storyOf(retried).again).toBe(1);
  expect(ordered([smooth, retried], 'trouble').map(({ trace }) => trace.born)).toEqual([5]);
  expect(ordered([smooth, retried], 'longest').map(({ lasted }) => lasted)).toEqual([32, 1]);
});

it('stays are read from the caller inwards, and what took no time in the order in which it came', () => {
  // As they ended: what is called ends before its caller, at the same time.
  const stays = [
    visit('fn', 1.2, 3),
    visit('api', 1, 3),
    visit('client', 1, 3),
    visit('topic', 4, 4),
    visit('queue', 4, 4),
  ];
  expect(inOrder(stays).map(({ resource }) => resource)).toEqual(['client', 'api', 'fn', 'topic', 'queue']);
});
