import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { CallConfig } from '../call-config';

/** Share of refused calls that is worth a second attempt. */
const NOTICEABLE = 0.001;
const SDK_DEFAULT = 3;

export const refusedCallsAreRetried: ConnectionRule<CallConfig, 'code-call'> = {
  id: 'lambda/refused-calls-are-retried',
  title: 'calls that are refused are tried again',
  severity: 'warning',
  category: 'reliability',
  why: 'A throttle is over in a moment: the SDK’s backoff with jitter spreads the next attempts. With a single attempt each refusal fails the call, and mostly the whole invocation with it.',
  source: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html',
  asOf: '2026-11-23',
  check({ id, config: { attempts }, from, to }, report, { capacity }) {
    const refused = capacity?.connections.get(id)?.outcome.throttled ?? 0;
    if (attempts > 1 || refused < NOTICEABLE) return;
    report(
      { connection: id, field: 'attempts' },
      `${to.resource.name} refuses ${short(refused * 100)} % of the calls of ${from.resource.name}, which makes one attempt: allow ${SDK_DEFAULT}, the SDK’s default`,
      set(`Allow ${SDK_DEFAULT} attempts`, { connection: id }, 'attempts', undefined),
    );
  },
};
