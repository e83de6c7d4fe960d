/** What becomes of the calls of a function's code, from the outcomes of one attempt. */
import type { Outcome } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import type { CallConfig } from './call-config';

/** Share of the answers of a call after which its code tries again: a function error (HTTP 200) is none to an SDK. */
export function triedAgain({ to }: Connection, { throttled, failed }: Outcome): number {
  return to.contract === 'http' ? throttled + failed : throttled;
}

/** A call that is refused at each attempt, or that reports a function error, which no SDK tries again. */
export function failsForGood(connection: Connection, { throttled, failed }: Outcome): number {
  const { attempts } = connection.config as CallConfig;
  if (connection.to.contract === 'http') return (throttled + failed) ** attempts;
  const refused = throttled ** attempts;
  return Math.min(1, refused + ((1 - refused) * failed) / Math.max(1 - throttled, 1e-12));
}
