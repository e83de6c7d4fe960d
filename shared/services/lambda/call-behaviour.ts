/** What becomes of a call that a function’s code makes. */
import type { Behaviour } from '#shared/model/connection';
import type { CallConfig } from './call-config';

type CallBehaviour = Omit<Behaviour, 'retriedBy' | 'attempts' | 'onFailure'>;

export function byCode({ attempts, failsInvocation }: CallConfig, rest: CallBehaviour): Behaviour {
  return {
    ...rest,
    retriedBy: attempts > 1 ? 'caller' : 'nobody',
    attempts,
    onFailure: failsInvocation
      ? 'after the last attempt the invocation fails, and whoever invoked the function handles that'
      : 'after the last attempt the code goes on without it',
  };
}

/** A throttle here shows in the caller’s log and in the callee’s metric, never in the caller’s Throttles. */
export const SEEN_IN_LOG =
  'the call is refused and the SDK tries again with backoff; it shows in this function’s log, not in its Throttles metric';

export const badge = ({ callsPerInvocation }: CallConfig): string | undefined =>
  callsPerInvocation === 1 ? undefined : `${callsPerInvocation}× per invocation`;
