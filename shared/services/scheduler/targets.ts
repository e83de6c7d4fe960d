/** The targets of schedules. */
import type { Connection, Resource } from '#shared/model/graph';
import { workOf } from '#shared/model/targets';
import type { TargetConfig } from './target-config';

export const targetsOf = (schedules: Pick<Resource, 'outbound'>): readonly Connection<TargetConfig>[] =>
  workOf<TargetConfig>(schedules);
