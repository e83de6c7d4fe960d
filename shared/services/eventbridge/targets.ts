/** The targets of a bus and the queues that keep what they did not get. */
import type { Connection, Resource } from '#shared/model/graph';
import type { TargetConfig, TargetDeadLetterConfig } from './target-config';

type Sides = Pick<Resource, 'outbound'>;

export function targetsOf({ outbound }: Sides): readonly Connection<TargetConfig>[] {
  return outbound.filter(({ kind }) => kind.role === 'work') as unknown as readonly Connection<TargetConfig>[];
}

export function deadLettersOf({ outbound }: Sides): readonly Connection<TargetDeadLetterConfig>[] {
  return outbound.filter(
    ({ kind }) => kind.role === 'failure',
  ) as unknown as readonly Connection<TargetDeadLetterConfig>[];
}

/** The queue drawn for the target itself, else the one for all targets of the bus. */
export function deadLetterOf(bus: Sides, target: string): Connection<TargetDeadLetterConfig> | undefined {
  const drawn = deadLettersOf(bus);
  return drawn.find(({ config }) => config.target === target) ?? drawn.find(({ config }) => config.target === '');
}

/** Connections of one rule: those that name it, or one that names none. */
export function ruleMates(bus: Sides, { id, config }: Connection<TargetConfig>): readonly Connection<TargetConfig>[] {
  const targets = targetsOf(bus);
  return config.rule.trim() === ''
    ? targets.filter((each) => each.id === id)
    : targets.filter((each) => each.config.rule.trim() === config.rule.trim());
}

/** Whether an AWS service sends the events of a connection: they count against no quota of PutEvents. */
export const isOfService = ({ from }: Pick<Connection, 'from'>): boolean => from.contract === 'notify';
