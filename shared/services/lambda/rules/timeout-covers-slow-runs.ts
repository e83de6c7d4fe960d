import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { config as schema, type FunctionConfig } from '../config';
import { slowestOfHundred } from '../slow-runs';
import { longestTimeout } from '../timeouts';

export const timeoutCoversSlowRuns: ResourceRule<FunctionConfig> = {
  id: 'lambda/timeout-covers-slow-runs',
  title: 'the timeout covers the slowest run of a hundred',
  severity: 'warning',
  category: 'reliability',
  why: 'With the spread that the duration is given, more than one invocation in a hundred would reach the timeout. Each is killed, counts as an error, and the next invocation starts cold.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html',
  asOf: '2026-11-23',
  check({ id, name, config: { timeout, duration } }, report) {
    const slow = slowestOfHundred(duration);
    if (duration.mean >= timeout || slow <= timeout) return;
    const needed = Math.ceil(slow) + 1;
    const longest = longestTimeout(schema);
    report(
      { resource: id, field: 'timeout' },
      `timeout is ${short(timeout)} s but one run of ${name} in a hundred takes ${short(slow)} s or more: ${needed <= longest ? `give it ${short(needed)} s, or` : `the most is ${short(longest)} s, so split the work or`} make slow runs rarer`,
      set(`Set the timeout to ${short(needed)} s`, { resource: id }, 'timeout', needed),
    );
  },
};
