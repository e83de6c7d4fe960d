/** Where work ends that a function has no room for, or that failed for good. */
import type { CapacityContext, Spill } from '#shared/model/capacity';
import { perSecond } from '#shared/model/unit';
import type { Handled } from './capacity';
import type { Concurrency } from './concurrency';
import type { FunctionConfig } from './config';

export function spills(
  handled: readonly Handled[],
  room: Concurrency,
  context: CapacityContext<FunctionConfig>,
): readonly Spill[] {
  return handled.flatMap((each) => {
    const { source } = each.demand;
    // What a mapping leaves behind is told by the queue or the stream that holds it.
    if (source === 'synchronous') return synchronous(each, room);
    if (source === 'asynchronous') return asynchronous(each, room, context);
    return source === 'stream' ? stream(each, context) : [];
  });
}

/** Lambda counts them in the metric RecursiveInvocationsDropped (invocation-recursion, 2026-11-23). */
const STOPPED = 'AWS’s loop detection stops it after about 16 passes';

/** The limit that refuses whoever waits for an answer: at random peaks concurrency does, long before its mean is reached. */
function refusing({ limits, isRefusedByRate }: Concurrency): { limit?: string } {
  const found = limits.find(({ id }) => (id === 'lambda/requests-per-concurrency') === isRefusedByRate);
  return found ? { limit: found.id } : {};
}

/** The limit that is to blame for what waits: the fullest of the function's own. */
function culprit({ limits }: Concurrency): { limit?: string } {
  const [first, ...others] = limits;
  if (!first) return {};
  return {
    limit: others.reduce((fullest, each) => (each.utilisation > fullest.utilisation ? each : fullest), first).id,
  };
}

function synchronous({ demand, throttled, failed, stopped }: Handled, room: Concurrency): readonly Spill[] {
  const { connection } = demand;
  const found: Spill[] = [];
  if (throttled > 0) {
    found.push({
      ends: 'caller',
      rate: perSecond(throttled),
      ...refusing(room),
      connection: connection.id,
      story: room.isRefusedByRate
        ? 'more than ten requests a second for each unit of concurrency: Lambda refuses the call, although concurrency is free'
        : 'no concurrency is free: Lambda refuses the call',
    });
  }
  if (failed > stopped) {
    found.push({
      ends: 'caller',
      rate: perSecond(failed - stopped),
      connection: connection.id,
      story: 'the function fails and the caller gets the error',
    });
  }
  if (stopped > 0) {
    found.push({
      ends: 'caller',
      rate: perSecond(stopped),
      connection: connection.id,
      story: STOPPED,
      seenAs: '400 RecursiveInvocationException',
    });
  }
  return found;
}

function asynchronous(
  { demand, waiting, failed, stopped }: Handled,
  room: Concurrency,
  { resource }: CapacityContext<FunctionConfig>,
): readonly Spill[] {
  const { connection, offered } = demand;
  const target = resource.outbound.find(({ kind }) => kind.role === 'failure' && !kind.id.includes('/stream-'));
  const found: Spill[] = [];
  if (waiting > 0) {
    const minutes = Math.max(1, Math.round((resource.config.maximumEventAge * offered) / waiting / 60));
    found.push({
      ends: 'backlog',
      rate: perSecond(waiting),
      ...culprit(room),
      connection: connection.id,
      story: `Lambda’s own queue grows; after ${minutes} min of this load the oldest events reach the maximum age and ${
        target ? `go to ${target.to.resource.name}` : 'are lost: there is no failure destination'
      }`,
    });
  }
  if (stopped > 0) {
    found.push({
      ends: target ? 'destination' : 'lost',
      rate: perSecond(stopped),
      connection: target?.id ?? connection.id,
      story: target
        ? `${STOPPED}; ${target.to.resource.name} gets the event`
        : `${STOPPED}: there is no failure destination`,
    });
  }
  if (failed > stopped) {
    const attempts = resource.config.asyncRetryAttempts + 1;
    found.push({
      ends: target ? 'destination' : 'lost',
      rate: perSecond(failed - stopped),
      connection: target?.id ?? connection.id,
      story: target
        ? `failed ${attempts} times and sent to ${target.to.resource.name}`
        : `failed ${attempts} times: there is no failure destination`,
    });
  }
  return found;
}

function stream({ demand, failed }: Handled, { resource }: CapacityContext<FunctionConfig>): readonly Spill[] {
  if (failed <= 0) return [];
  const target = resource.outbound.find(({ kind }) => kind.id.includes('/stream-'));
  return [
    {
      ends: target ? 'destination' : 'lost',
      rate: perSecond(failed),
      connection: target?.id ?? demand.connection.id,
      story: target
        ? `given up after the last attempt; ${target.to.resource.name} gets the position, not the records`
        : 'given up after the last attempt: there is no failure destination',
    },
  ];
}
