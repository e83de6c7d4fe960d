import type { ConnectionKind } from '#shared/model/connection';
import { Ends } from '../canvas/ConnectionView';
import { formOf } from '#shared/picture/line-form';
import { route } from '#shared/picture/geometry';

/** A short piece of the line as the canvas draws it. */
export function LineSample({ kind }: { readonly kind: ConnectionKind | undefined }) {
  const form = formOf(kind);
  const line = route({ x: 2, y: 17 }, 'right', { x: 50, y: 17 }, 'left');
  return (
    <svg className="line-sample" width="52" height="34" aria-hidden="true">
      <g className={`line line--${form} line--w2`}>
        <path className="line__stroke" d={line.path} />
        {form === 'poll' && <path className="line__core" d={line.path} />}
        <Ends form={form} line={line} width={1} />
      </g>
    </svg>
  );
}
