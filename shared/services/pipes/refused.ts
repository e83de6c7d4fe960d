/** What a full enrichment or target leaves in a stream: batches that are tried again and again, each of which holds its lane. */
import type { CapacityContext } from '#shared/model/capacity';
import { type Seconds, seconds } from '#shared/model/unit';
import { freeTime, refusedLanes } from '#shared/queueing/refused-lanes';
import type { PipeConfig } from './config';
import type { Demand } from './demand';
import { countsRecords, stagesOf } from './stages';

export interface Tries {
  /** Executions a second, and the records in them. */
  readonly executions: number;
  readonly tried: number;
  /** Share of what is offered that is worked on. */
  readonly runs: number;
  /** See the flow’s. */
  readonly comesBack?: Seconds;
}

/**
 * Executions that the begun share of a source’s work comes to. What its stages refuse of a stream is tried until they
 * take it, as long as the lanes have time for that; beyond it the lanes are always busy, and the rest waits in the stream.
 * @param begun share of what is offered for which there is an execution
 */
export function triesOf(demand: Demand, begun: number, context: CapacityContext<PipeConfig>): Tries {
  const { room, lanes } = demand;
  const executions = demand.executions * begun;
  const tried = demand.tried * begun;
  if (lanes === undefined || tried === 0) return { executions, tried, runs: begun };
  const { enrichment, target } = stagesOf(context.resource);
  const first = enrichment ?? target;
  if (first === undefined) return { executions, tried, runs: begun };
  const sent = context.offered(first);
  const taken = sent.rate * (countsRecords(first) ? 1 : demand.most) * room;
  const comesBack = seconds(
    freeTime({
      lanes: lanes.count,
      busy: Math.min(lanes.count, (taken / demand.most) * (lanes.ifTaken + lanes.untilRefused)),
      again: lanes.untilRefused,
      pause: lanes.pause,
    }),
  );
  if (room >= 1) return { executions, tried, runs: begun, comesBack };
  const most = refusedLanes({
    lanes: lanes.count,
    batch: demand.most,
    taken,
    attempts: demand.attempts,
    fixed: lanes.untilRefused,
    work: lanes.ifTaken,
    pause: lanes.pause,
    oneByOne: lanes.refusesOneByOne,
  });
  if (tried <= most.records * room)
    return { executions: executions / room, tried: tried / room, runs: begun, comesBack };
  return { executions: most.attempts, tried: most.records, runs: (begun * (most.records * room)) / tried, comesBack };
}
