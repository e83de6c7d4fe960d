/** The targets of schedules and the queues that keep what they did not get. */
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

/** The queue drawn for the target itself, else the one for all targets of the schedules. */
export function deadLetterOf(schedules: Sides, target: string): Connection<TargetDeadLetterConfig> | undefined {
  const drawn = deadLettersOf(schedules);
  return drawn.find(({ config }) => config.target === target) ?? drawn.find(({ config }) => config.target === '');
}
