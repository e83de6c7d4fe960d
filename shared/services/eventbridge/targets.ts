/** The targets of a bus, by the rules that lead to them. */
import type { Connection, Resource } from '#shared/model/graph';
import { workOf } from '#shared/model/targets';
import type { TargetConfig } from './target-config';

type Sides = Pick<Resource, 'outbound'>;

export const targetsOf = (bus: Sides): readonly Connection<TargetConfig>[] => workOf<TargetConfig>(bus);

/** Connections of one rule: those that name it, or one that names none. */
export function ruleMates(bus: Sides, { id, config }: Connection<TargetConfig>): readonly Connection<TargetConfig>[] {
  const targets = targetsOf(bus);
  return config.rule.trim() === ''
    ? targets.filter((each) => each.id === id)
    : targets.filter((each) => each.config.rule.trim() === config.rule.trim());
}

/** What a service tells the default bus of its own work: it costs nothing. */
export const isFree = ({ from, to }: Pick<Connection, 'from' | 'to'>): boolean =>
  from.contract === 'transfer' && 'takesServiceEvents' in to.terms && to.terms.takesServiceEvents;

/** Whether an AWS service or a partner sends the events of a connection: they count against no quota of PutEvents. */
export const isOfService = ({ from }: Pick<Connection, 'from'>): boolean =>
  from.contract === 'notify' || from.contract === 'transfer';
