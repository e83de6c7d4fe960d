/** Which notifications a write of an object causes: event types, prefixes and suffixes against each other. */
import type { Access } from '#shared/model/connection';
import type { Connection, Resource } from '#shared/model/graph';
import type { NotificationConfig } from './notification-config';

export type Notification = Connection<NotificationConfig, 'notify'>;
type Sides = Pick<Resource, 'inbound' | 'outbound'>;

/** Those with an event type and a filter. */
export function notificationsOf({ outbound }: Pick<Sides, 'outbound'>): readonly Notification[] {
  return outbound.filter(
    (each) => each.from.contract === 'notify' && !leadsToBus(each),
  ) as unknown as readonly Notification[];
}

/** Whether a bucket tells anybody. */
export const tells = ({ outbound }: Pick<Sides, 'outbound'>): boolean =>
  outbound.some(({ from }) => from.contract === 'notify');

const leadsToBus = ({ to }: Pick<Connection, 'to'>): boolean => to.contract === 'put-events';

/** Connections by which objects are written or removed. */
export function writersOf({ inbound }: Pick<Sides, 'inbound'>): readonly Connection[] {
  return inbound.filter((connection) => accessOf(connection).does === 'write');
}

/** @throws for a connection whose kind does not say what it does here: a mistake of that kind */
export function accessOf({ kind, config }: Connection): Access {
  const access = kind.accesses(config);
  if (!access) throw new Error(`${kind.id} does not say what it does with the objects of a bucket`);
  return access;
}

/** Whether one of two prefixes is the beginning of the other, so that some key can have both. */
export const prefixesOverlap = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** Whether one of two suffixes is the end of the other. */
export const suffixesOverlap = (a: string, b: string): boolean => a.endsWith(b) || b.endsWith(a);

/** Whether what a caller does can cause a notification at all. */
export function canCause(caller: Connection, notification: Connection | Notification): boolean {
  const { does, removes = false, keyPrefix = '' } = accessOf(caller);
  if (does !== 'write') return false;
  if (leadsToBus(notification)) return true;
  const { event, prefix } = notification.config as NotificationConfig;
  return (event === 'removed') === removes && prefixesOverlap(keyPrefix, prefix);
}

/** Share (0..1) of the requests of one caller that cause a notification. */
export function causedShare(caller: Connection, notification: Connection): number {
  if (!canCause(caller, notification)) return 0;
  return leadsToBus(notification) ? 1 : (notification.config as NotificationConfig).matchShare;
}
