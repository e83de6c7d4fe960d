/** How long a function waits before its code tries a call again. */
import type { CapacityContext } from '#shared/model/capacity';
import { meanRetryWait } from '#shared/queueing/retries';
import type { CallConfig } from './call-config';
import type { FunctionConfig } from './config';
import { retriedShare } from './failed-calls';

/** SDK backoff, seconds: full jitter from these bases up to the cap (sdkref feature-retry-behavior, 2026-11-23). */
export const throttledBase = 1;
export const transientBase = 0.05;
export const longestDelay = 20;

/**
 * Mean time that retries of refused calls add to an invocation for `records` records, seconds: of calls side by side the
 * longest wait counts, and none outlasts the function's timeout.
 */
export function retryWait(context: CapacityContext<FunctionConfig>, records: number): number {
  const { duration, timeout } = context.resource.config;
  const waits = context.resource.outbound
    .filter(({ from }) => from.contract === 'code-call')
    .map((connection) => {
      const { callsPerInvocation, attempts } = connection.config as CallConfig;
      const found = context.outcome(connection);
      return meanRetryWait({
        failProbability: retriedShare(connection, found),
        base: found.throttled > 0 ? throttledBase : transientBase,
        cap: longestDelay,
        retries: attempts - 1,
        jitter: 'full',
        calls: callsPerInvocation * records,
      });
    });
  return Math.min(Math.max(0, ...waits), Math.max(0, timeout - duration.mean));
}
