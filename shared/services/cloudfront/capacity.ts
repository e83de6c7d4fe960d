/** A distribution: its edges answer what they have, and its origins the rest. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Outcome, Spill } from '#shared/model/capacity';
import type { Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { waitedAnswersOf } from '#shared/model/outside';
import { passedOn, passedOutcome } from '#shared/model/passing';
import { dividedShares } from '#shared/model/shares';
import { total } from '#shared/model/total';
import { bytes, perSecond, seconds } from '#shared/model/unit';
import { independentRetries } from '#shared/queueing/retries';
import { inTimeShare, lateShare } from '#shared/queueing/tail';
import { type DistributionConfig, missShare } from './config';
import type { OriginConfig } from './connections';
import { planOf } from './plans';

const REQUESTS = 'cloudfront/requests';
const DATA = 'cloudfront/data-rate';

type Context = CapacityContext<DistributionConfig>;

interface Way {
  readonly connection: Connection;
  /** Of all misses. */
  readonly share: number;
  readonly outcome: Outcome;
  /** Requests that the origin gets for each miss: an answer that is late is asked for again. */
  readonly requests: number;
  /** Share of the misses that get a good answer in time. */
  readonly answered: number;
}

export function capacity(context: Context): CapacityReport {
  const { resource } = context;
  const { config } = resource;
  const flows = resource.inbound.map((connection) => ({ connection, flow: context.offered(connection) }));
  const offered = total(flows, ({ flow }) => flow.rate);
  const ways = waysOf(context);
  const misses = missShare(config);
  // A WebSocket connection is one request; the messages over it are none.
  const asRequests = 1 - misses * total(ways, ({ share, connection }) => share * messageShare(connection));
  const { taken, limit } = admission(offered * asRequests, context);
  const admitted = offered * taken;
  const patience = config.responseTimeout * config.connectionAttempts;
  const failedShare = misses * total(ways, ({ share, answered }) => share * (1 - answered));
  const finalShare = misses * total(ways, ({ share, outcome: { final = 0 } }) => share * final);
  const behind = total(ways, ({ share, outcome: { throttled, latency: time } }) => {
    return share * (1 - throttled) * Math.min(time, patience);
  });
  const latency = config.edgeTime + misses * behind;
  const meanSize = offered === 0 ? 0 : total(flows, ({ flow }) => flow.rate * flow.size) / offered;
  const outcome = passedOutcome(taken, { failedShare, finalShare, latency });
  return {
    ...passedOn({ offered, admitted, failedShare, latency }),
    latency: {
      value: seconds(latency),
      grade: 'approximation',
      because: () => ({
        formula: 'CloudFront’s own time + (1 − cache hit ratio × share that can be cached) × origin latency',
        inputs: [
          { name: 'CloudFront’s own time', value: config.edgeTime, unit: 's', field: 'edgeTime' },
          { name: 'cache hit ratio', value: config.cacheHitRatio, field: 'cacheHitRatio' },
          { name: 'share that can be cached', value: config.cacheableShare, field: 'cacheableShare' },
          { name: 'origin latency', value: behind, unit: 's' },
        ],
      }),
    },
    limits: limits(offered * asRequests, context),
    draws: [],
    emits: new Map(
      ways.map(({ connection, share, requests }): [string, Flow] => [
        connection.id,
        { rate: perSecond(admitted * misses * share * requests), size: bytes(meanSize), perCall: 1 },
      ]),
    ),
    outcomes: new Map(flows.map(({ connection }) => [connection.id, outcome])),
    spills: flows.flatMap(({ connection, flow }) => spills(connection, flow.rate * (1 - taken), limit)),
    quantities: { requests: admitted * asRequests, misses: admitted * misses, requestBytes: meanSize },
  };
}

/** Share of what an origin gets that are messages over connections which are open already. */
function messageShare({ to }: Connection): number {
  const messages = (to.terms as Partial<Terms<'http'>>).sockets?.messagesPerConnection ?? 0;
  return messages / (1 + messages);
}

/** Flat-rate plans have no quota of requests or bytes a second. */
const isBounded = ({ plan }: DistributionConfig): boolean => planOf(plan).meter === undefined;

/** Beyond a quota the excess finds no room; how CloudFront spreads it over viewers is not documented. */
function admission(offered: number, context: Context): { readonly taken: number; readonly limit: string } {
  const { config } = context.resource;
  if (!isBounded(config)) return { taken: 1, limit: REQUESTS };
  const byRate = context.fits(offered, context.quota(REQUESTS));
  const byBytes = context.fits(offered * config.responseSize, context.quota(DATA));
  return byRate <= byBytes ? { taken: byRate, limit: REQUESTS } : { taken: byBytes, limit: DATA };
}

function waysOf({ resource: { config, outbound }, outcome }: Context): readonly Way[] {
  const shares = dividedShares(outbound.map((each) => (each.config as OriginConfig).trafficShare));
  return outbound.map((connection, index) => {
    const seen = outcome(connection);
    const requests = requestsFor(connection, config);
    const inTime = inTimeShare(waitedAnswersOf(connection), config.responseTimeout);
    const answered = requests * (1 - seen.throttled - seen.failed) * inTime;
    return { connection, share: shares[index] ?? 0, outcome: seen, requests, answered };
  });
}

/** Requests for each miss: reads are sent again as often as there are attempts, writes once. */
function requestsFor(connection: Connection, config: DistributionConfig): number {
  const late = lateShare(waitedAnswersOf(connection), config.responseTimeout);
  if (late === 0 || missShare(config) === 0) return 1;
  const { meanAttempts } = independentRetries(late, config.connectionAttempts - 1);
  const reads = (config.cacheableShare * (1 - config.cacheHitRatio)) / missShare(config);
  return reads * meanAttempts + (1 - reads);
}

function limits(offered: number, context: Context): readonly LimitUse[] {
  const { config } = context.resource;
  if (!isBounded(config)) return [];
  const bytesEach = config.responseSize;
  return [
    {
      id: REQUESTS,
      title: 'Requests a second of a distribution',
      ...utilised(offered, context.quota(REQUESTS)),
      unit: '1/s',
      grade: 'exact',
      setBy: { quota: REQUESTS },
      beyond: 'viewers get errors: which ones is not documented',
      because: () => ({
        formula: 'utilisation = requests of viewers ÷ quota',
        inputs: [
          { name: 'requests of viewers', value: offered, unit: '1/s' },
          { name: 'quota', value: context.quota(REQUESTS), unit: '1/s' },
        ],
        ...SOURCE,
      }),
    },
    {
      id: DATA,
      title: 'Data rate of a distribution',
      ...utilised(offered * bytesEach, context.quota(DATA)),
      unit: 'B/s',
      grade: 'exact',
      setBy: { quota: DATA },
      beyond: 'viewers get errors: which ones is not documented',
      because: () => ({
        formula: 'utilisation = requests of viewers × response size ÷ quota',
        inputs: [
          { name: 'requests of viewers', value: offered, unit: '1/s' },
          { name: 'response size', value: bytesEach, unit: 'B', field: 'responseSize' },
          { name: 'quota', value: context.quota(DATA), unit: 'B/s' },
        ],
        ...SOURCE,
      }),
    },
  ];
}

const SOURCE = {
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html',
  asOf: '2026-11-23',
};

const utilised = (used: number, limit: number) => ({ used, limit, utilisation: used / limit });

function spills(connection: Connection, rate: number, limit: string): readonly Spill[] {
  if (rate <= 0) return [];
  return [
    {
      ends: 'caller',
      rate: perSecond(rate),
      limit,
      connection: connection.id,
      story: 'the distribution is beyond its quota: the viewer gets an error and nothing behind it runs',
    },
  ];
}
