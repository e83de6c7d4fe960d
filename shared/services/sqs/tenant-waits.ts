/**
 * Who waits before a fair queue while its consumers cannot keep up. Tenants that would have more than a tenth of the
 * processing time are noisy (all messages take equally long), and theirs are given out only where no other waits. For the others the consumers are all there is: they wait as the first class of a
 * queue with priorities whose servers are never idle, 1 ÷ (C − λ) with exponential durations (Cobham 1954).
 */
import type { GroupNaming } from '#shared/model/connection';
import type { ExplanationInput } from '#shared/model/explanation';
import type { Connection } from '#shared/model/graph';
import { total } from '#shared/model/total';
import { roughTime, short } from '#shared/model/wording';
import type { QueueConfig } from './config';
import { NOISY_SHARE } from './tenant-shares';

export interface Overload {
  /** Messages a second that come by each connection. */
  readonly flows: readonly { readonly connection: Connection; readonly rate: number }[];
  /** Messages a second that consumers take. */
  readonly taken: number;
  /** Messages that one receive takes, mean. */
  readonly batch: number;
}

export interface TenantWaits {
  /** What it means for whom, in words. */
  readonly story: string;
  readonly inputs: readonly ExplanationInput[];
}

/** @param overload more comes than consumers take */
export function tenantWaits(config: QueueConfig, overload: Overload): TenantWaits {
  const { flows, taken, batch } = overload;
  const rate = total(flows, (flow) => flow.rate);
  const { tenants, share } = noisyTenants(config, overload);
  if (tenants === 0) {
    return {
      story: `no tenant takes more than ${short(NOISY_SHARE * 100)} % of the consumers’ time, so all wait alike`,
      inputs: [],
    };
  }
  const noisy = `${tenants === 1 ? 'one tenant' : `${tenants} tenants`} with ${short(share * 100)} % of the messages`;
  const s = tenants === 1 ? 's' : '';
  const quietRate = rate * (1 - share);
  const inputs = [
    { name: 'noisy tenants', value: tenants },
    { name: 'their share of the messages', value: share },
    { name: 'messages of the others', value: quietRate, unit: 'messages/s' },
    { name: 'messages taken', value: taken, unit: 'messages/s' },
  ];
  if (quietRate <= rate * 1e-9)
    return { story: tenants === 1 ? 'all messages are of one tenant' : `${noisy} take turns`, inputs };
  if (quietRate >= taken) {
    const grows = short(quietRate - taken);
    return {
      story: `messages of the others alone grow by ${grows} a second, and ${noisy} wait${s} longer still`,
      inputs,
    };
  }
  const wait = batch / (taken - quietRate);
  return {
    story: `${noisy} wait${s}, messages of the others about ${roughTime(wait)}`,
    inputs: [...inputs, { name: 'mean wait of the others', value: wait, unit: 's' }],
  };
}

/** Tenants alike, and what each of them sends a second. */
interface Alike {
  readonly tenants: number;
  readonly each: number;
}

/**
 * How many tenants are noisy, and their share of all messages. Without noisy ones all get what they send in the same
 * proportion; once some are noisy, the others get more of the consumers' time, and may become noisy by that.
 */
function noisyTenants(config: QueueConfig, overload: Overload): { readonly tenants: number; readonly share: number } {
  const { flows, taken } = overload;
  const rate = total(flows, (flow) => flow.rate);
  let quiet = alike(config, flows);
  let quietRate = rate;
  for (;;) {
    const isQuiet = ({ each }: Alike): boolean => each * Math.min(1, taken / quietRate) <= NOISY_SHARE * taken;
    const found = quiet.filter((group) => !isQuiet(group));
    if (found.length === 0) break;
    quiet = quiet.filter(isQuiet);
    quietRate = Math.max(0, quietRate - total(found, ({ tenants, each }) => tenants * each));
  }
  const count = (groups: readonly Alike[]) => total(groups, ({ tenants }) => tenants);
  return { tenants: count(alike(config, flows)) - count(quiet), share: 1 - quietRate / rate };
}

/** Of those that send at all. Messages that name no tenant are each their own, and never noisy. */
function alike({ messageGroups, hottestGroupShare }: QueueConfig, flows: Overload['flows']): readonly Alike[] {
  const rates = (naming: GroupNaming) =>
    flows.filter(({ connection }) => connection.kind.namesGroups(connection) === naming).map(({ rate }) => rate);
  const rate = total(rates('each'), (each) => each);
  const hottest = hottestGroupShare ?? 1 / messageGroups;
  const others = messageGroups - 1;
  return [
    { tenants: 1, each: rate * hottest },
    { tenants: others, each: others > 0 ? (rate * (1 - hottest)) / others : 0 },
    ...rates('one').map((each) => ({ tenants: 1, each })),
  ].filter(({ each }) => each > 0);
}
