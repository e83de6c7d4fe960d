/** How often a flow runs, and what one run reads and writes. */
import type { Connection, Resource } from '#shared/model/graph';
import type { FlowConfig } from './config';
import { connectorOf, sinkOf } from './connectors';
import type { BucketSourceConfig } from './destination-config';

/** The first scheduled run of a simulation comes so long after its start, seconds: as schedules have it. */
export const FIRST_RUN = 60;

/** Events that a flow on events tells of itself come so often, seconds (appflow flow-notifications, 2026-11-23). */
export const EVENT_REPORT = 300;

export const DAY = 86_400;
/** Quotas count 30 days. */
export const QUOTA_MONTH = 30 * DAY;

type Sides = Pick<Resource<FlowConfig>, 'outbound'>;

export const bucketDestinations = ({ outbound }: Sides): readonly Connection[] =>
  outbound.filter((each) => writes(each));
export const bucketSources = ({ outbound }: Sides): readonly Connection[] =>
  outbound.filter((each) => each.to.contract === 'keep-objects' && !writes(each));
/** Buses that take the records themselves. */
export const busDestinations = ({ outbound }: Sides): readonly Connection[] =>
  outbound.filter(({ to }) => 'partnerSource' in to.terms && to.terms.partnerSource !== undefined);

const writes = ({ kind, config }: Connection): boolean => kind.accesses(config)?.does === 'write';

/** Records that a run reads; of a flow on events those that it writes together. */
export function recordsOf(
  { trigger, pull, changes, every, records, eventsPerRun }: FlowConfig,
  loadFactor: number,
): number {
  if (trigger === 'event') return eventsPerRun;
  if (trigger === 'on-demand') return records;
  return loadFactor * (pull === 'full' ? records : changes * every);
}

/** Runs a second that nobody starts by a call. Without any load there are none, as with all that makes load. */
export function runsPerSecond({ trigger, changes, every, eventsPerRun }: FlowConfig, loadFactor: number): number {
  if (trigger === 'schedule') return loadFactor > 0 ? 1 / every : 0;
  return trigger === 'event' ? (changes * loadFactor) / eventsPerRun : 0;
}

/** Calls of the source's own API that a run makes: one for each page that it pulls. */
export const callsOf = ({ recordsPerPage }: FlowConfig, records: number): number =>
  Math.max(1, Math.ceil(records / recordsPerPage - ROUNDING));

/** Calls of the busiest day: a run makes its own in one, however seldom it comes. @param rate runs a second */
export const callsInADay = (config: FlowConfig, records: number, rate: number): number =>
  rate > 0 ? callsOf(config, records) * Math.max(1, rate * DAY) : 0;

/** A full last page is no further one because of a product that is not exact. */
const ROUNDING = 1e-9;

/** How many of those the source allows in a day; undefined where it counts none, or that is not known. */
export const callsAllowed = ({ trigger, apiCallsPerDay }: FlowConfig): number | undefined =>
  trigger === 'event' ? undefined : apiCallsPerDay;

/** Share of the records read that are written by a run that succeeds. */
export function writtenShare({ filterShare, validation, invalidShare }: FlowConfig): number {
  return filterShare * (validation === 'drop' ? 1 - invalidShare : 1);
}

/** Probability that a run over so many records ends at one that is invalid, those independent of each other. */
export function endedShare({ filterShare, validation, invalidShare }: FlowConfig, records: number): number {
  return validation === 'end' ? 1 - (1 - invalidShare) ** (records * filterShare) : 0;
}

/** Bytes of a record as it is written. */
export const writtenSize = ({ recordSize, keptShare }: FlowConfig): number => recordSize * keptShare;

/** Bytes of an event of a partner's bus: AppFlow sends the address of an object instead of a larger one. */
export const eventSize = (config: FlowConfig, quota: (id: string) => number): number =>
  Math.min(writtenSize(config), quota('appflow/bus-event-bytes'));

/** The most that a run may read or write, by the connectors at its ends. */
export interface Cap {
  readonly id: string;
  readonly title: string;
  readonly limit: number;
  readonly unit: 'B' | 'count';
  /** The setting of a connection that keeps a run within it, where it is none of the flow. */
  readonly setBy?: { readonly connection: string; readonly field: string };
  used(records: number): number;
}

const FILE_BYTES = 'appflow/source-file-bytes';

/** Of a flow that writes to a bucket: https://docs.aws.amazon.com/appflow/latest/userguide/what-is-appflow.html, 2026-11-23. */
const MOST_TO_BUCKET = 100e9;

export function capsOf(flow: Resource<FlowConfig>, quota: (id: string) => number): readonly Cap[] {
  const { config } = flow;
  const source = connectorOf(config.source);
  const sink = sinkOf(config.sink);
  const read = (records: number): number => records * config.recordSize;
  const written = (records: number): number => records * writtenShare(config) * writtenSize(config);
  const caps: Cap[] = [];
  if (source.mostBytes !== undefined)
    caps.push({
      id: 'appflow/read-bytes',
      title: `Bytes that a run reads of ${source.title}`,
      limit: source.mostBytes,
      unit: 'B',
      used: read,
    });
  if (source.mostRecords !== undefined)
    caps.push({
      id: 'appflow/read-records',
      title: `Records that a run reads of ${source.title}`,
      limit: source.mostRecords,
      unit: 'count',
      used: (records) => records,
    });
  for (const { id, to, config: its } of bucketSources(flow)) {
    const { filesPerRun } = its as BucketSourceConfig;
    caps.push({
      id: FILE_BYTES,
      title: `Size of a file that is read from ${to.resource.name}`,
      limit: quota(FILE_BYTES),
      unit: 'B',
      setBy: { connection: id, field: 'filesPerRun' },
      used: (records) => read(records) / filesPerRun,
    });
  }
  if (sink?.mostBytes !== undefined)
    caps.push({
      id: 'appflow/written-bytes',
      title: `Bytes that a run writes to ${sink.title}`,
      limit: sink.mostBytes,
      unit: 'B',
      used: written,
    });
  if (bucketDestinations(flow).length > 0)
    caps.push({
      id: 'appflow/bucket-bytes',
      title: 'Bytes that a run writes to a bucket',
      limit: MOST_TO_BUCKET,
      unit: 'B',
      used: written,
    });
  return caps;
}
