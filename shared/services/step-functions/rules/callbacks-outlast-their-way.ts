import type { CapacityResult } from '#shared/model/capacity';
import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { listed, roughTime } from '#shared/model/wording';
import type { TaskConfig } from '../task-config';
import { callbackOf } from '../tasks';
import { type TokenHolder, tokenHolders } from '../token-paths';

/** A time that is stated a little short is no finding: waits in queues are estimates. */
const SHORT = 0.8;

export const callbacksOutlastTheirWay: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/callbacks-outlast-their-way',
  title: 'a callback takes at least as long as the token’s way to who gets it',
  severity: 'warning',
  category: 'capacity',
  why: 'The time until a callback is stated with the task, from the call that hands over the token. Nobody can send the token back before the message has waited in its queue, and the function not before it is done: with less, the figures have fewer open executions, and sooner ends, than the drawing can have.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html',
  asOf: '2026-11-28',
  check(connection, report, { capacity }) {
    const callback = callbackOf(connection);
    if (callback === undefined || capacity === undefined) return;
    const isDone = callback.calledBackBy === 'function';
    const ways = tokenHolders(connection).map((holder) => timeOf(holder, isDone, capacity));
    const [quickest] = ways.toSorted((a, b) => a.seconds - b.seconds);
    const { mean } = callback.callbackTime;
    if (quickest === undefined || mean >= quickest.seconds * SHORT) return;
    const { id, from } = connection;
    const whole = Math.ceil(quickest.seconds);
    report(
      { connection: id, field: 'callbackTime' },
      `${from.resource.name} is called back after ${roughTime(mean)} on average, but the drawn way takes ${quickest.words}: state a longer time, or give what is behind it more capacity`,
      set(`Count on ${roughTime(whole)}`, { connection: id }, 'callbackTime', {
        ...callback.callbackTime,
        mean: whole,
      }),
    );
  },
};

/** Mean time of the shortest way of a token, seconds, and in words. @param isDone whether the function's work counts */
function timeOf({ ways: [way = []] }: TokenHolder, isDone: boolean, { resources }: CapacityResult) {
  const parts = (isDone ? way : way.slice(0, -1)).flatMap(({ to: { resource } }) => {
    const taken = resources.get(resource.id)?.latency.value ?? 0;
    return taken > 0 ? [{ name: resource.name, taken }] : [];
  });
  const seconds = parts.reduce((sum, { taken }) => sum + taken, 0);
  const each = listed(parts.map(({ name, taken }) => `${roughTime(taken)} in ${name}`));
  return { seconds, words: parts.length > 1 ? `${roughTime(seconds)} (${each})` : each };
}
