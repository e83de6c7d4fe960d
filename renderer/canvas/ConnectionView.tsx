import { memo } from 'react';
import { type EdgeProps, useStore } from 'reactflow';
import type { EvaluatedConnection } from '#shared/evaluation/evaluation';
import type { ConnectionKind } from '#shared/model/connection';
import type { ConnectionRecord } from '#shared/model/edit';
import { compactRate, percent } from '../design/format';
import { SeverityMark } from '../design/SeverityMark';
import { useFindingSummary } from '../findings/store';
import { fullConfig, kindOf } from '../project/catalogue';
import { useShownConnection } from '../simulation/replay';
import { badgeLines } from '#shared/picture/badge-lines';
import { useConnecting } from './connecting';
import { CARD_HEIGHT, CARD_WIDTH, FAR_ZOOM, type Route, routeBetween, strokeOf } from '#shared/picture/geometry';
import { formOf, type LineForm } from '#shared/picture/line-form';
import { type ConnectionEdge, HANDLE_SIZE } from './nodes';
import './connection-view.css';

/** A smaller share than this is rounding, not a spill. */
const NOTICEABLE = 0.0005;

/**
 * A connection as a line. Its form says who waits for whom: solid for a caller that waits, dashed for handing over,
 * double for a consumer that fetches, dotted for what is left of failed work. Its colour says whether it spills.
 */
export const ConnectionView = memo(function ConnectionView({
  id,
  data,
  selected,
  sourceX,
  sourceY,
  targetX,
  targetY,
}: EdgeProps<ConnectionEdge>) {
  const isFar = useStore((state) => state.transform[2] < FAR_ZOOM);
  const result = useShownConnection(id);
  const isAimed = useConnecting((state) => state.dropLine === id);
  const record = data?.record;
  if (!record) return null;
  const kind = kindOf(record.kind);
  const form = formOf(kind);
  const isOutcome = form === 'outcome';
  // React Flow gives the outer edges of the handles; the line is drawn between the cards.
  const edge = HANDLE_SIZE / 2;
  const from = isOutcome
    ? { x: sourceX - CARD_WIDTH / 2, y: sourceY - edge - CARD_HEIGHT }
    : { x: sourceX - edge - CARD_WIDTH, y: sourceY - CARD_HEIGHT / 2 };
  const to = { x: targetX + edge, y: targetY - CARD_HEIGHT / 2 };
  const line = routeBetween(from, to, isOutcome, data?.shift);
  const width = strokeOf(result?.perSecond ?? 0);
  const className = `line line--${form} line--w${width} ${trouble(result)} ${selected ? 'line--selected' : ''}`;
  return (
    <g className={className}>
      <path className="line__reach react-flow__edge-interaction" d={line.path} />
      {(selected || isAimed) && <path className="line__glow" d={line.path} />}
      <path className="line__stroke" d={line.path} />
      {form === 'poll' && !isFar && <path className="line__core" d={line.path} />}
      {!isFar && <Ends form={form} line={line} width={width} />}
      {!isFar && <LineFinding id={id} line={line} />}
      {!isFar && <Label record={record} kind={kind} line={line} result={result} />}
    </g>
  );
});

function trouble(result: EvaluatedConnection | undefined): string {
  if (!result || result.perSecond === 0) return '';
  if (result.throttledShare > NOTICEABLE) return 'line--over';
  return result.delayedShare > NOTICEABLE ? 'line--watch' : '';
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
          <path className="line__tick" d="M12-5H4m2.8-2.5L4-5" transform={atStart} />
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

/** The worst finding at a connection, where the line begins. */
function LineFinding({ id, line: { start } }: { readonly id: string; readonly line: Route }) {
  const summary = useFindingSummary(id);
  if (!summary) return null;
  const turn = (start.turn * Math.PI) / 180;
  const x = start.x + Math.cos(turn) * 16 - Math.sin(turn) * 14;
  const y = start.y + Math.sin(turn) * 16 + Math.cos(turn) * 14;
  return (
    <g transform={`translate(${x - 6} ${y - 6})`}>
      <SeverityMark severity={summary.worst} size={12} />
    </g>
  );
}

interface LabelProps {
  readonly record: ConnectionRecord;
  readonly kind: ConnectionKind | undefined;
  readonly line: Route;
  readonly result: EvaluatedConnection | undefined;
}

/** Width of a letter of a rate as it is drawn from some way off, in units of the canvas. */
const MIDDLE_LETTER = 10.5;

/** The rate above the line; below it what is refused and the one setting that matters. */
function Label({ record, kind, line: { middle, start, tip }, result }: LabelProps) {
  const badge = kind?.badge(fullConfig(kind, record.config));
  const rate = result && result.perSecond > 0 ? compactRate(result.perSecond) : undefined;
  const refused = result && rate && result.throttledShare > NOTICEABLE ? percent(result.throttledShare) : undefined;
  const isLevel = Math.abs(tip.y - start.y) < CARD_HEIGHT;
  const room = isLevel ? Math.abs(tip.x - start.x) : CARD_WIDTH;
  // From some way off letters are larger: a rate that does not fit between its two cards is left to them.
  const fit = (rate ?? '').length * MIDDLE_LETTER < room ? '' : 'line__rate--tight';
  const lines = badge ? badgeLines(badge, room) : [];
  return (
    <text className="line__label num" y={middle.y} textAnchor="middle">
      {rate && (
        <tspan className={`line__rate ${fit}`} x={middle.x} dy="-0.6em">
          {rate}
        </tspan>
      )}
      {refused && (
        <tspan className={`line__refused ${fit}`} x={middle.x} dy="2em">
          ▲ {refused}
        </tspan>
      )}
      {lines.map((text, index) => (
        <tspan
          key={text}
          className="line__badge"
          x={middle.x}
          dy={index > 0 || refused ? '1.25em' : rate ? '2.1em' : '1.4em'}
        >
          {text}
        </tspan>
      ))}
    </text>
  );
}
