/** A web ACL: its rules block a share, its rate rule what is beyond so many requests of an address; the rest passes. */
import { byRouteOf } from '#shared/model/api-route';
import type { CapacityContext, CapacityReport, Flow, LimitUse, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { meanAnswerTime, passedOn, passedOutcome } from '#shared/model/passing';
import { dividedShares } from '#shared/model/shares';
import { total } from '#shared/model/total';
import { bytes, perSecond, seconds } from '#shared/model/unit';
import { isRegional, REGIONAL } from './attachment';
import { sustainedRate, type WebAclConfig } from './config';

const RATE = 'waf/rate-rule';
const LIMITS = 'https://docs.aws.amazon.com/waf/latest/developerguide/limits.html';
const RATE_RULES = 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html';
const asOf = '2026-11-23';

type Context = CapacityContext<WebAclConfig>;

export function capacity(context: Context): CapacityReport {
  const { resource } = context;
  const { config, outbound } = resource;
  const flows = resource.inbound.map((connection) => ({ connection, flow: context.offered(connection) }));
  const offered = total(flows, ({ flow }) => flow.rate);
  const byQuota = isRegional(resource) ? context.fits(offered, context.quota(REGIONAL)) : 1;
  const byRules = 1 - config.blockedShare;
  const byRate = context.fits(offered * byQuota * byRules, sustainedRate(config));
  const taken = byQuota * byRules * byRate;
  const shares = dividedShares(outbound.map(() => undefined));
  const ways = outbound.map((connection, at) => ({
    connection,
    share: shares[at] ?? 0,
    outcome: context.outcome(connection),
  }));
  const failedShare = total(ways, ({ share, outcome }) => share * (outcome.throttled + outcome.failed));
  const finalShare = total(ways, ({ share, outcome: { final = 0 } }) => share * final);
  const latency = total(ways, ({ share, outcome }) => share * meanAnswerTime(outcome));
  const size = offered === 0 ? 0 : total(flows, ({ flow }) => flow.rate * flow.size) / offered;
  const byRoute = byRouteOf(flows.map(({ flow }) => flow));
  const outcome = passedOutcome(taken, { failedShare, finalShare, latency });
  return {
    ...passedOn({ offered, admitted: offered * taken, failedShare, latency }),
    latency: {
      value: seconds(latency),
      grade: 'exact',
      because: () => ({
        formula: 'the latency of what stands behind',
        inputs: ways.map((way) => ({
          name: way.connection.to.resource.name,
          value: meanAnswerTime(way.outcome),
          unit: 's',
        })),
      }),
    },
    limits: limits(offered, offered * byQuota * byRules, context),
    draws: [],
    emits: new Map(
      ways.map(({ connection, share }): [string, Flow] => [
        connection.id,
        { rate: perSecond(offered * taken * share), size: bytes(size), perCall: 1, ...(byRoute && { byRoute }) },
      ]),
    ),
    outcomes: new Map(flows.map(({ connection }) => [connection.id, outcome])),
    spills: flows.flatMap(({ connection, flow }) => spills(connection, flow.rate, { byQuota, byRules, byRate })),
    quantities: { requests: offered * byQuota, requestBytes: size },
  };
}

function limits(offered: number, afterRules: number, context: Context): readonly LimitUse[] {
  const { config, id } = context.resource;
  const found: LimitUse[] = [];
  if (isRegional(context.resource)) {
    const quota = context.quota(REGIONAL);
    found.push({
      id: REGIONAL,
      title: 'Requests a second of a regional web ACL',
      used: offered,
      limit: quota,
      unit: '1/s',
      utilisation: offered / quota,
      grade: 'exact',
      setBy: { quota: REGIONAL },
      beyond: 'requests find no room: what they are answered is not documented',
      because: () => ({
        formula: 'utilisation = requests ÷ quota',
        inputs: [
          { name: 'requests', value: offered, unit: '1/s' },
          { name: 'quota', value: quota, unit: '1/s' },
        ],
        source: LIMITS,
        asOf,
      }),
    });
  }
  if (config.hasRateRule) {
    const sustained = sustainedRate(config);
    found.push({
      id: RATE,
      title: 'Rate rule, over all addresses',
      used: afterRules,
      limit: sustained,
      unit: '1/s',
      utilisation: afterRules / sustained,
      grade: 'approximation',
      isDeliberate: true,
      setBy: { resource: id, field: 'rateLimit' },
      beyond: '403 to the address',
      because: () => ({
        formula: 'utilisation = requests ÷ (requests of one address ÷ window × addresses)',
        inputs: [
          { name: 'requests that no other rule blocks', value: afterRules, unit: '1/s' },
          { name: 'requests of one address', value: config.rateLimit, field: 'rateLimit' },
          { name: 'window', value: Number(config.rateWindow), unit: 's', field: 'rateWindow' },
          { name: 'addresses', value: config.addresses, field: 'addresses' },
        ],
        source: RATE_RULES,
        asOf,
      }),
    });
  }
  return found;
}

interface Passes {
  readonly byQuota: number;
  readonly byRules: number;
  readonly byRate: number;
}

function spills(connection: Connection, rate: number, { byQuota, byRules, byRate }: Passes): readonly Spill[] {
  const parts: readonly [string | undefined, number, string, string | undefined][] = [
    [REGIONAL, rate * (1 - byQuota), 'the web ACL is beyond its quota', undefined],
    [undefined, rate * byQuota * (1 - byRules), 'a rule blocks the request', '403 Forbidden'],
    [RATE, rate * byQuota * byRules * (1 - byRate), 'the address has sent too much in the window', '403 Forbidden'],
  ];
  return parts
    .filter(([, blocked]) => blocked > 0)
    .map(([limit, blocked, story, seenAs]) => ({
      ends: 'caller',
      rate: perSecond(blocked),
      ...(limit === undefined ? {} : { limit }),
      connection: connection.id,
      story: `${story}, and nothing behind it runs`,
      ...(seenAs === undefined ? {} : { seenAs }),
    }));
}
