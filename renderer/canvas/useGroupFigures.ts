import { useMemo } from 'react';
import type { GroupRecord } from '#shared/model/edit';
import { useEvaluation } from '../evaluation/store';
import { useProject } from '../project/store';
import { useSimulation } from '../simulation/store';
import { type GroupFigures, groupFigures } from './group-figures';

export type { GroupFigures };

/** What a group adds up to; undefined while a moment of a run is looked at, of which there are no sums. */
export function useGroupFigures(record: GroupRecord): GroupFigures | undefined {
  const evaluation = useEvaluation((state) => state.evaluation);
  const connections = useProject(({ history }) => history?.document.connections);
  const isReplaying = useSimulation(({ run, column }) => run !== undefined && column !== undefined);
  return useMemo(
    () => (evaluation && connections && !isReplaying ? groupFigures(record, connections, evaluation) : undefined),
    [record, connections, evaluation, isReplaying],
  );
}
