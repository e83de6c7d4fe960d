import { memo } from 'react';
import { ViewportPortal } from 'reactflow';
import { useGuides } from './guides';

/** With what the dragged thing lines up. */
export const Guides = memo(function Guides() {
  const { guides } = useGuides();
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className="guides" aria-hidden="true">
        {guides.map(({ axis, at, from, to }) => (
          <path key={`${axis} ${at}`} d={axis === 'x' ? `M${at} ${from}V${to}` : `M${from} ${at}H${to}`} />
        ))}
      </svg>
    </ViewportPortal>
  );
});
