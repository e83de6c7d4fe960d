import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { config as schema, type FunctionConfig } from '../config';
import { slowestOfHundred } from '../slow-runs';
import { longestTimeout } from '../timeouts';

export const timeoutCoversUsualDuration: ResourceRule<FunctionConfig> = {
  id: 'lambda/timeout-covers-usual-duration',
  title: 'the timeout is longer than the function usually runs',
  severity: 'error',
  category: 'semantics',
  why: 'An invocation that reaches the timeout is killed: it has failed, is charged in full, and its environment starts again from nothing.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html',
  asOf: '2026-11-23',
  check({ id, name, config: { timeout, duration } }, report) {
    if (duration.mean < timeout) return;
    const needed = Math.ceil(slowestOfHundred(duration)) + 1;
    const longest = longestTimeout(schema);
    report(
      { resource: id, field: 'timeout' },
      `timeout is ${short(timeout)} s but ${name} runs ${short(duration.mean)} s on average: ${
        needed <= longest ? `give it ${short(needed)} s` : `split the work, the most is ${short(longest)} s`
      }`,
      needed <= longest ? set(`Set the timeout to ${short(needed)} s`, { resource: id }, 'timeout', needed) : undefined,
    );
  },
};
