/** What becomes of the calls of a function's code, from the outcomes of one attempt. */
import type { Outcome } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { triedAgain } from '#shared/model/tried-again';
import type { CallConfig } from './call-config';

/** Share of the answers of a call after which its code tries again. */
export function retriedShare({ to }: Connection, outcome: Outcome): number {
  return triedAgain(outcome, to.contract === 'http' ? 'http' : 'sdk');
}

/** A call that is refused at each attempt, or that ends with what is not tried again. */
export function failsForGood(connection: Connection, outcome: Outcome): number {
  const { attempts } = connection.config as CallConfig;
  const again = retriedShare(connection, outcome);
  const refused = again ** attempts;
  const ends = outcome.throttled + outcome.failed - again;
  return Math.min(1, refused + ((1 - refused) * ends) / Math.max(1 - again, 1e-12));
}
