/** What an authorizer lets through, in the steady state. */
import type { CapacityContext } from '#shared/model/capacity';
import { waitedAnswersOf } from '#shared/model/outside';
import { missShare } from '#shared/queueing/result-cache';
import { inTimeShare, waitOf } from '#shared/queueing/tail';
import { authorizersOf, timeToLive } from './authorizers';
import type { ApiConfig } from './config';

/** Shares of the requests that an authorizer is there for. */
export interface Guard {
  /** Id of its connection; undefined where nobody is asked. */
  readonly connection: string | undefined;
  /** No result is in the cache: the function is asked. */
  readonly asks: number;
  /** It does not answer, or not in time: 500. */
  readonly fails: number;
  readonly denies: number;
  readonly lets: number;
  /** Mean time for which one that asks waits, seconds. */
  readonly answerTime: number;
}

/** Bytes of what the function is told, headers and parameters: it does not get the body. An assumption. */
export const WITHOUT_BODY = 1024;

/** Nobody is asked. */
export const OPEN: Guard = { connection: undefined, asks: 0, fails: 0, denies: 0, lets: 1, answerTime: 0 };

/** @param guarded requests a second that come to it */
export function guardOf(context: CapacityContext<ApiConfig>, guarded: number): Guard {
  const { resource } = context;
  const [authorizer] = authorizersOf(resource);
  if (!authorizer) return OPEN;
  const outcome = context.outcome(authorizer);
  const patience = authorizer.from.terms.authorizerTimeout ?? Infinity;
  const answers = waitedAnswersOf(authorizer);
  const success = (1 - outcome.throttled - outcome.failed) * inTimeShare(answers, patience);
  const answerTime = waitOf(outcome.latency, answers, patience);
  const { callers, deniedShare } = authorizer.config;
  const asks = missShare({
    arrivalRate: guarded / callers,
    timeToLive: timeToLive(authorizer.config, resource.config.type),
    answerTime,
    success,
  });
  const fails = asks * (1 - success);
  const denies = (1 - fails) * deniedShare;
  return {
    connection: authorizer.id,
    asks,
    fails,
    denies,
    lets: 1 - fails - denies,
    // What Lambda refuses it refuses at once.
    answerTime: (1 - outcome.throttled) * answerTime,
  };
}
