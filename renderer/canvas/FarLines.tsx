import { memo } from 'react';
import { EdgeLabelRenderer } from 'reactflow';
import { counted } from '../design/format';
import { useFind } from '../find/store';
import { useShownConnections } from '../simulation/replay';
import { lineClass } from './ConnectionView';
import type { ConnectionEdge } from './nodes';

interface FarLinesProps {
  readonly lines: readonly ConnectionEdge[];
}

/** Lines from afar, a path for each look: where they run and where they spill. Between React Flow's lines and cards. */
export const FarLines = memo(function FarLines({ lines }: FarLinesProps) {
  const resultOf = useShownConnections();
  const found = useFind((state) => state.ids);
  const paths = new Map<string, string>();
  for (const { id, data } of lines) {
    if (!data) continue;
    const look = lineClass(data.record, resultOf(id), found ? (found.has(id) ? 'found' : 'passed') : 'none');
    paths.set(look, `${paths.get(look) ?? ''}${data.drawn.route.path}`);
  }
  return (
    <EdgeLabelRenderer>
      <svg className="far-lines" role="img" aria-label={`${counted(lines.length, 'connection')}, seen from afar`}>
        {[...paths].map(([look, path]) => (
          <g key={look} className={look}>
            {look.endsWith('line--found') && <path className="line__glow" d={path} />}
            <path className="line__stroke" d={path} />
          </g>
        ))}
      </svg>
    </EdgeLabelRenderer>
  );
});
