/**
 * Executions of which an API destination takes fewer than come: EventBridge delays the calls beyond its rate (eb-quota,
 * 2026-11-27), and they wait within their execution, until as many are open as may be. What outlasts the visibility
 * timeout of its queue is received again before it is done, for ever; what outlasts five minutes is cut off.
 */
import type { CapacityContext } from '#shared/model/capacity';
import { grouped } from '#shared/model/figures';
import { roughTime } from '#shared/model/wording';
import type { PipeConfig } from './config';
import type { Demand } from './demand';
import type { Tries } from './refused';
import { isQueueSource, type QueueSource } from './stages';

type Context = Pick<CapacityContext<PipeConfig>, 'pool' | 'quota'>;

export const EXECUTIONS = 'pipes/concurrent-executions';

export interface Handled extends Tries {
  readonly demand: Demand;
  /** Of a queue: what is done is received again all the same, because its visibility timeout is over. */
  readonly comesAgain: boolean;
  /** Executions that are always open, because their calls wait. */
  readonly inLine?: number;
}

/** @param share of the executions that finds its calls within the rates of its API destinations */
export function inLine(each: Handled, share: number, context: Context): Handled {
  if (share >= 1) return each;
  const { demand, executions, tried, runs } = each;
  const { open, wait, isCutOff } = line(demand, executions * share, context);
  const begun = open / wait / executions;
  return {
    ...each,
    executions: executions * begun,
    tried: tried * begun,
    runs: runs * begun,
    demand: { ...demand, duration: wait, fails: isCutOff ? 1 : demand.fails },
    comesAgain: isOverdue(demand, wait),
    inLine: open,
  };
}

/** What becomes of executions beyond `rate` calls a second, in words. */
export function beyondRate(demand: Demand, rate: number, context: Context): string {
  const { from } = demand.source;
  const { open, wait, isCutOff } = line(demand, rate, context);
  const waits = `calls wait, each ${roughTime(wait)} when ${grouped(open)} executions are open`;
  if (isCutOff) return `${waits}: they are cut off then`;
  return isOverdue(demand, wait)
    ? `${waits}: longer than the visibility timeout of ${from.resource.name}, whose messages come again before they are done`
    : `${waits}; the rest waits in ${from.resource.name}`;
}

/** By Little’s law: as many as may be open, each of which waits its turn. */
function line({ bound }: Demand, rate: number, { pool, quota }: Context) {
  const open = Math.min(bound.servers, pool(EXECUTIONS).size);
  const longest = quota('pipes/execution-time');
  const wait = Math.min(longest, open / rate);
  return { open, wait, isCutOff: wait >= longest };
}

const isOverdue = ({ source }: Demand, wait: number): boolean =>
  isQueueSource(source) && (source as unknown as QueueSource).from.terms.visibilityTimeout < wait;
