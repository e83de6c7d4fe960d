/** The table of keys by which repeated work is known. */
import type { ContractTerms } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import type { FunctionConfig } from './config';

type Fn = Resource<FunctionConfig>;

/** What Lambda’s attempts of an asynchronous event take beyond the age that it gives up at: pauses and the last run. */
const LAST_ATTEMPTS = 3600;

/** Whether a table of keys is asked for, and there is something that may repeat work: who waits for an answer asks anew. */
export function keepsKeys({ config, inbound }: Fn): boolean {
  return config.isIdempotent && config.idempotencyTable && inbound.some(repeats);
}

/**
 * Whether the code keeps a key for what comes by this connection. An invocation that somebody waits for cannot be told
 * from an event that was handed over: where one handler takes both from code, it keeps keys for both.
 */
export function isKeyed(connection: Connection, { inbound }: Fn): boolean {
  return repeats(connection) || (isDirect(connection) && inbound.some((other) => isDirect(other) && repeats(other)));
}

const isDirect = ({ from }: Connection): boolean => from.contract === 'code-call' || from.contract === 'sdk-call';

const repeats = ({ to, kind }: Connection): boolean => to.contract === 'invoke' && kind.invocation !== 'synchronous';

/**
 * How long a key is kept, seconds: as long as the same message, record or event may still come, which is the retention
 * of queues and streams, and of asynchronous events their greatest age and the last attempts.
 */
export function keyLifetime({ config, inbound }: Fn): number {
  const times = inbound.filter(repeats).map(({ from }) => {
    if (from.contract !== 'poll-queue' && from.contract !== 'read-shards')
      return config.maximumEventAge + LAST_ATTEMPTS;
    return (from.terms as ContractTerms['poll-queue' | 'read-shards']).retention;
  });
  return Math.ceil(Math.max(0, ...times));
}
