/** Where messages of a queue end that found no consumer, or none that could do them. */
import type { CapacityContext, Flow, LimitUse, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { perSecond } from '#shared/model/unit';
import type { QueueConfig } from './config';
import type { TenantWaits } from './tenant-waits';

/** What one consumer does with its part of the messages; all rates per second. */
export interface Consumption {
  readonly connection: Connection;
  /** Messages that it should take. */
  readonly messages: number;
  /** Messages handed out, redeliveries included. */
  readonly received: number;
  /** The same, each stopped message once. */
  readonly offers: number;
  /** Receives of one message, mean. */
  readonly receives: number;
  readonly done: number;
  /** Messages given up after the last receive. */
  readonly exhausted: number;
  /** Of those, stopped by the consumer's loop detection each time. */
  readonly stopped: number;
  readonly growth: number;
  readonly inFlight: number;
  readonly wait: number;
}

export function refused(
  flows: readonly { readonly connection: Connection; readonly flow: Flow }[],
  accepted: number,
  limits: readonly LimitUse[],
): readonly Spill[] {
  const limit = limits.find(({ utilisation }) => utilisation > 1)?.id;
  return flows
    .filter(({ flow }) => flow.rate * (1 - accepted) > 0)
    .map(({ connection, flow }) => ({
      ends: 'caller',
      rate: perSecond(flow.rate * (1 - accepted)),
      ...(limit === undefined ? {} : { limit }),
      connection: connection.id,
      story: 'the FIFO queue’s call quota is used up: the sender is refused',
      seenAs: '400 ThrottlingException',
    }));
}

/** Messages that stay in the queue because nobody takes them in time. */
export function left(
  { resource }: CapacityContext<QueueConfig>,
  consumed: readonly Consumption[],
  growth: number,
  deadLetter: Connection | undefined,
  tenants: TenantWaits | undefined,
): readonly Spill[] {
  const keeps = resource.inbound.length > 0 && resource.inbound.every(({ kind }) => kind.role !== 'work');
  if (growth <= 0 || (consumed.length === 0 && keeps)) return [];
  const days = resource.config.retention / 86_400;
  const after = `${Number(days.toPrecision(3))} day${days === 1 ? '' : 's'}`;
  const expires = `messages older than the retention of ${after} are deleted unread${deadLetter ? ', the dead-letter queue does not get them' : ''}`;
  if (consumed.length === 0) {
    return [{ ends: 'backlog', rate: perSecond(growth), story: `nothing reads the queue: ${expires}` }];
  }
  return consumed
    .filter((each) => each.growth > 0)
    .map((each) => ({
      ends: 'backlog',
      rate: perSecond(each.growth),
      connection: each.connection.id,
      story: `${each.connection.to.resource.name} cannot keep up: the backlog grows by ${Number(each.growth.toPrecision(3))} messages a second; ${tenants ? `${tenants.story}; ` : ''}${expires}`,
    }));
}

export function givenUp(exhausted: number, deadLetter: Connection | undefined, receives: number): readonly Spill[] {
  if (exhausted <= 0) return [];
  return [
    deadLetter
      ? {
          ends: 'dead-letter queue',
          rate: perSecond(exhausted),
          connection: deadLetter.id,
          story: `failed ${receives} times and moved to ${deadLetter.to.resource.name}`,
        }
      : {
          ends: 'lost',
          rate: perSecond(exhausted),
          story: 'failed each time until it expired: there is no dead-letter queue',
        },
  ];
}

export function stoppedFor(stopped: number, deadLetter: Connection | undefined, receives: number): readonly Spill[] {
  if (stopped <= 0) return [];
  const story = 'the consumer’s loop detection stops it';
  return [
    deadLetter
      ? {
          ends: 'dead-letter queue',
          rate: perSecond(stopped),
          connection: deadLetter.id,
          story: `${story}, ${receives} times, and it is moved to ${deadLetter.to.resource.name}`,
        }
      : { ends: 'lost', rate: perSecond(stopped), story: `${story} each time until it expires` },
  ];
}
