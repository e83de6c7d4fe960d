import { useCallback } from 'react';
import { MiniMap } from 'reactflow';
import { loadLevel } from '../design/load';
import { useEvaluation } from '../evaluation/store';
import type { ResourceNode } from './nodes';

/** The minimap: the hot card shows however far one has zoomed in. */
export function Overview() {
  const resources = useEvaluation((state) => state.evaluation?.resources);
  const classOf = useCallback(
    ({ id }: ResourceNode) => `overview__card overview__card--${loadLevel(resources?.[id]?.utilisation ?? 0)}`,
    [resources],
  );
  return (
    <MiniMap<ResourceNode>
      className="overview"
      nodeClassName={classOf}
      nodeBorderRadius={18}
      ariaLabel="Overview of the design, coloured by load"
      pannable
      zoomable
      style={{ width: 168, height: 104 }}
    />
  );
}
