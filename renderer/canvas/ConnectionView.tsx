import { memo } from 'react';
import { type EdgeProps, useStore } from 'reactflow';
import type { EvaluatedConnection } from '#shared/evaluation/evaluation';
import type { ConnectionKind } from '#shared/model/connection';
import type { ConnectionRecord } from '#shared/model/edit';
import { compactRate, percent } from '../design/format';
import { useEvaluatedConnection } from '../evaluation/store';
import { fullConfig, kindOf } from '../project/catalogue';
import { CARD_HEIGHT, CARD_WIDTH, FAR_ZOOM, route, type Route, strokeOf } from './geometry';
import { formOf, type LineForm } from './line-form';
import type { ConnectionEdge } from './nodes';
import './connection-view.css';

/** A smaller share than this is rounding, not a spill. */
const NOTICEABLE = 0.0005;

/**
 * A connection as a line. Its form says who waits for whom: solid for a caller that waits, dashed for handing over,
 * double for a consumer that fetches, dotted for what is left of failed work. Its colour says whether it spills.
 */
export const ConnectionView = memo(function ConnectionView(props: EdgeProps<ConnectionEdge>) {
  const { id, data, selected } = props;
  const isFar = useStore((state) => state.transform[2] < FAR_ZOOM);
  const result = useEvaluatedConnection(id);
  const record = data?.record;
  if (!record) return null;
  const kind = kindOf(record.kind);
  const line = routeOf(props, kind);
  const form = formOf(kind);
  const width = strokeOf(result?.perSecond ?? 0);
  const className = `line line--${form} line--w${width} ${trouble(result)} ${selected ? 'line--selected' : ''}`;
  return (
    <g className={className}>
      <path className="line__reach react-flow__edge-interaction" d={line.path} />
      {selected && <path className="line__glow" d={line.path} />}
      <path className="line__stroke" d={line.path} />
      {form === 'poll' && <path className="line__core" d={line.path} />}
      <Ends form={form} line={line} width={width} />
      {!isFar && <Label record={record} kind={kind} line={line} result={result} />}
    </g>
  );
});

function trouble(result: EvaluatedConnection | undefined): string {
  if (!result || result.perSecond === 0) return '';
  if (result.throttledShare > NOTICEABLE) return 'line--over';
  return result.delayedShare > NOTICEABLE ? 'line--watch' : '';
}

/** Failed work leaves at the bottom, and enters a card below from above. */
function routeOf(
  { sourceX, sourceY, targetX, targetY, data }: EdgeProps<ConnectionEdge>,
  kind: ConnectionKind | undefined,
): Route {
  const from = { x: sourceX, y: sourceY };
  const shift = data?.shift ?? 0;
  if ((kind?.role ?? 'work') === 'work') return route(from, 'right', { x: targetX, y: targetY }, 'left', shift);
  const top = { x: targetX + CARD_WIDTH / 2, y: targetY - CARD_HEIGHT / 2 };
  const isBelow = top.y - sourceY > 24 && Math.abs(top.x - sourceX) < CARD_WIDTH;
  return isBelow
    ? route(from, 'bottom', top, 'top', shift)
    : route(from, 'bottom', { x: targetX, y: targetY }, 'left', shift);
}

interface EndsProps {
  readonly form: LineForm;
  readonly line: Route;
  readonly width: 1 | 2 | 3;
}

export function Ends({ form, line: { tip, start }, width }: EndsProps) {
  const size = 1 + (width - 1) * 0.12;
  const atTip = `translate(${tip.x} ${tip.y}) rotate(${tip.turn}) scale(${size})`;
  const atStart = `translate(${start.x} ${start.y}) rotate(${start.turn})`;
  switch (form) {
    case 'synchronous':
      return (
        <>
          <path className="line__head line__head--filled" d="M0 0 -10-4.6v9.2z" transform={atTip} />
          {/* The answer comes back: a small return tick beside the line. */}
          <path className="line__tick" d="M20-6.5H10m3.2-2.8L10-6.5" transform={atStart} />
        </>
      );
    case 'asynchronous':
      return <path className="line__head line__head--open" d="M-9.5-4.8-1 0l-8.5 4.8M-1 0h-8" transform={atTip} />;
    case 'poll':
      return (
        <>
          <path className="line__head line__head--hollow" d="M-1 0-10-4.4v8.8z" transform={atTip} />
          {/* The consumer reaches over and takes: a hook around the source. */}
          <path className="line__hook" d="M10-6.5C4.5-6.5 3-3.5 3 0s1.5 6.5 7 6.5" transform={atStart} />
        </>
      );
    case 'outcome':
      return (
        <>
          <path className="line__head line__head--open" d="M-8-4-1 0l-7 4M-1 0h-8" transform={atTip} />
          <path className="line__bar" d="M8-5v10" transform={atStart} />
        </>
      );
    default:
      return form satisfies never;
  }
}

interface LabelProps {
  readonly record: ConnectionRecord;
  readonly kind: ConnectionKind | undefined;
  readonly line: Route;
  readonly result: EvaluatedConnection | undefined;
}

function Label({ record, kind, line: { middle }, result }: LabelProps) {
  const badge = kind?.badge(fullConfig(kind, record.config));
  const rate = result && result.perSecond > 0 ? compactRate(result.perSecond) : undefined;
  if (!badge && !rate) return null;
  const refused = result && rate && result.throttledShare > NOTICEABLE ? `▲ ${percent(result.throttledShare)}` : undefined;
  return (
    <text className="line__label num" x={middle.x} y={middle.y} textAnchor="middle">
      {rate && (
        <tspan className="line__rate" x={middle.x} dy="-6">
          {rate}
          {refused && <tspan className="line__refused">{` ${refused}`}</tspan>}
        </tspan>
      )}
      {badge && (
        <tspan className="line__badge" x={middle.x} dy={rate ? '21' : '15'}>
          {badge}
        </tspan>
      )}
    </text>
  );
}
