import type { Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { totalBackoff } from '#shared/queueing/retries';
import type { CallConfig } from '../call-config';
import { longestDelay, throttledBase } from '../call-retries';
import type { FunctionConfig } from '../config';

export const timeoutCoversCallRetries: ResourceRule<FunctionConfig> = {
  id: 'lambda/timeout-covers-call-retries',
  title: 'the timeout leaves time for the SDK’s retries',
  severity: 'info',
  category: 'reliability',
  why: 'After a throttle the SDKs wait up to 1 s before the second attempt and up to 2 s before the third. A function that is stopped in the middle fails without an error that says so: the log shows a timeout, not a throttle.',
  source: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html',
  asOf: '2026-11-23',
  check({ id, name, config: { timeout, duration }, outbound }, report) {
    const calls = outbound.filter((each) => each.from.contract === 'code-call' && mayRefuse(each));
    const most = calls.toSorted((a, b) => attempts(b) - attempts(a))[0];
    if (!most || attempts(most) < 2 || duration.mean >= timeout) return;
    const wait = totalBackoff({
      base: throttledBase,
      cap: longestDelay,
      retries: attempts(most) - 1,
      jitter: 'full',
    }).max;
    if (duration.mean + wait < timeout) return;
    const needed = Math.ceil(duration.mean + wait) + 1;
    report(
      { resource: id, field: 'timeout' },
      `timeout is ${short(timeout)} s but ${name} runs ${short(duration.mean)} s and may wait ${short(wait)} s more for ${attempts(most)} attempts at ${most.to.resource.name}: give it ${short(needed)} s`,
      set(`Set the timeout to ${short(needed)} s`, { resource: id }, 'timeout', needed),
    );
  },
};

const attempts = ({ config }: Connection): number => (config as unknown as CallConfig).attempts;

/** Events are queued and standard queues and topics have room for nearly any rate; the others throttle as a matter of course. */
function mayRefuse({ kind, to: { contract, terms } }: Connection): boolean {
  if (kind.invocation !== 'synchronous') return false;
  if (contract === 'enqueue' || contract === 'publish') return (terms as Terms<'enqueue' | 'publish'>).fifo;
  return true;
}
