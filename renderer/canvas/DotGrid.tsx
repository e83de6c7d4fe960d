import { type ReactFlowState, useStore } from 'reactflow';
import { shallow } from 'zustand/shallow';

/** Distance of the dots at zoom 1: three grid steps. */
const GAP = 24;

const transformOf = ({ transform }: ReactFlowState) => transform;

/**
 * The dots behind the drawing: one small picture that repeats, which costs a third of a pattern of circles. From far
 * away they would be a grey veil and are left out.
 */
export function DotGrid() {
  const [x, y, zoom] = useStore(transformOf, shallow);
  if (zoom < 0.4) return null;
  const gap = GAP * zoom;
  return (
    <div
      className="dot-grid"
      style={{ backgroundSize: `${gap}px ${gap}px`, backgroundPosition: `${x - gap / 2}px ${y - gap / 2}px` }}
    />
  );
}
