/** What no run begins for, what runs end without, and what a receiver refuses of what they write. */
import type { CapacityContext, Flow, Spill } from '#shared/model/capacity';
import { grouped } from '#shared/model/figures';
import type { Connection } from '#shared/model/graph';
import { perSecond } from '#shared/model/unit';
import type { FlowConfig } from './config';
import { connectorOf } from './connectors';
import { CONCURRENT, MONTHLY, SOURCE_CALLS } from './limits';

type Context = CapacityContext<FlowConfig>;

/** Runs a second by how far they come. */
export interface Ends {
  readonly offered: number;
  /** Found room among the concurrent runs. */
  readonly roomy: number;
  /** And among those of the month. */
  readonly begun: number;
  /** And got the calls of the source that they need. */
  readonly read: number;
  readonly done: number;
  /** The limit that every run is too large or too long for. */
  readonly exceeded: string | undefined;
}

interface Call {
  readonly connection: Connection;
  readonly rate: number;
}

/** What no run begins for: back at who started it, else gone, or with the next run of a schedule. */
export function notBegun(
  { offered, roomy, begun }: Ends,
  calls: readonly Call[],
  { resource }: Context,
): readonly Spill[] {
  const { trigger } = resource.config;
  const found = (rate: number, limit: string, story: string, seenAs: string): readonly Spill[] => {
    if (rate <= 0) return [];
    const how = { limit, story };
    if (trigger !== 'on-demand') return [{ ends: 'lost', rate: perSecond(rate), ...how }];
    return calls
      .filter((call) => call.rate > 0)
      .map(({ connection, rate: its }) => ({
        ends: 'caller',
        rate: perSecond((rate * its) / offered),
        connection: connection.id,
        ...how,
        seenAs,
      }));
  };
  return [
    ...found(
      offered - roomy,
      CONCURRENT,
      `runs that find no room among those of the account do not begin${again(trigger)}`,
      '429 ThrottlingException',
    ),
    ...found(
      roomy - begun,
      MONTHLY,
      `the runs of the month are used up: none begins until the next${again(trigger)}`,
      '402 ServiceQuotaExceededException',
    ),
  ];
}

/** Runs that begin and write nothing, by what ends them. */
export function failed({ begun, read, done, exceeded }: Ends, { resource }: Context): readonly Spill[] {
  const { trigger, source, apiCallsPerDay } = resource.config;
  const lost = (rate: number, story: string, limit?: string, also = ''): readonly Spill[] =>
    rate > 0
      ? [
          {
            ends: 'lost',
            rate: perSecond(rate),
            ...(limit === undefined ? {} : { limit }),
            story: `${story}: they write nothing${again(trigger, also)}`,
            seenAs: FAILED_RUN,
          },
        ]
      : [];
  if (exceeded !== undefined) return lost(begun, 'runs fail at what AppFlow lets one move or take', exceeded);
  return [
    ...lost(
      begun - read,
      `runs fail once ${connectorOf(source).title} has answered the ${grouped(apiCallsPerDay ?? 0)} calls of the day`,
      SOURCE_CALLS,
    ),
    ...lost(read - done, 'runs end at an invalid record', undefined, ', the invalid one too'),
  ];
}

/** Nobody is told but the metric and the event of the run’s end. */
const FAILED_RUN = 'FlowExecutionsFailed';

const again = (trigger: FlowConfig['trigger'], also = ''): string =>
  trigger === 'schedule' ? `, and the next one reads their records${also}` : '';

export function refusedByReceivers(emits: ReadonlyMap<string, Flow>, context: Context): readonly Spill[] {
  return context.resource.outbound.flatMap((connection) => {
    const rate = (emits.get(connection.id)?.rate ?? 0) * context.outcome(connection).throttled;
    return rate > 0
      ? [
          {
            ends: 'backlog',
            rate: perSecond(rate),
            connection: connection.id,
            story: `${connection.to.resource.name} refuses: the run tries again`,
          },
        ]
      : [];
  });
}
