import { memo } from 'react';
import { type EdgeProps, useStore } from 'reactflow';
import type { EvaluatedConnection } from '#shared/evaluation/evaluation';
import type { ConnectionRecord, Position } from '#shared/model/edit';
import { compactRate, percent } from '../design/format';
import { SeverityMark } from '../design/SeverityMark';
import { type Found, useFound } from '../find/store';
import { useFindingSummary } from '../findings/store';
import { fullConfig, kindOf } from '../project/catalogue';
import { useShownConnection } from '../simulation/replay';
import { badgeLines } from '#shared/picture/badge-lines';
import { overlap } from '#shared/picture/box-grid';
import { NotePicture, noteWords } from './NoteMark';
import { useConnecting } from './connecting';
import {
  type Box,
  CARD_HEIGHT,
  CARD_WIDTH,
  detailAt,
  GRID,
  roomAt,
  type Route,
  routeBetween,
  strokeOf,
} from '#shared/picture/geometry';
import { LABEL_RISE, labelBoxes, TEXT_ANCHOR } from '#shared/picture/labels';
import { endScale, formOf, LINE_ENDS, type LineEnd, type LineForm, NOTICEABLE } from '#shared/picture/line-form';
import { type ConnectionEdge, HANDLE_SIZE } from './nodes';
import './connection-view.css';

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
  const detail = useStore((state) => detailAt(state.transform[2]));
  const isFar = detail === 'far';
  const result = useShownConnection(id);
  const isAimed = useConnecting((state) => state.dropLine === id);
  const found = useFound(id);
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
  const line =
    isAt(data.drawn.from, from) && isAt(data.drawn.to, to)
      ? data.drawn.route
      : routeBetween(from, to, isOutcome, data.shift);
  const width = strokeOf(result?.perSecond ?? 0);
  const badge = kind?.badge(fullConfig(kind, record.config));
  const words = badge ? badgeLines(badge, line.label.room) : [];
  return (
    <g className={`${selected ? 'line--selected ' : ''}${lineClass(record, result, found)}`}>
      <path className="line__reach react-flow__edge-interaction" d={line.path} />
      {(selected || isAimed || found === 'found') && <path className="line__glow" d={line.path} />}
      <path className="line__stroke" d={line.path} />
      {form === 'poll' && !isFar && <path className="line__core" d={line.path} />}
      {!isFar && <Ends form={form} line={line} width={width} />}
      {!isFar && <LineFinding id={id} line={line} words={detail === 'near' ? words : []} />}
      {!isFar && record.note && <LineNote text={record.note} line={line} />}
      {!isFar && <Label line={line} words={words} result={result} />}
    </g>
  );
});

/** How a line looks: its form, its width and whether it spills. Lines of one class differ in where they run alone. */
export function lineClass(record: ConnectionRecord, result: EvaluatedConnection | undefined, found: Found): string {
  const width = strokeOf(result?.perSecond ?? 0);
  return `line line--${formOf(kindOf(record.kind))} line--w${width} ${trouble(result)} line--${found}`;
}

/** Cards move by whole steps of the grid; handles are measured to fractions of a pixel. */
const isAt = (a: Position, b: Position): boolean => Math.abs(a.x - b.x) < GRID / 2 && Math.abs(a.y - b.y) < GRID / 2;

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
  return LINE_ENDS[form].map(({ at, form: mark, d }) => {
    const { x, y, turn } = at === 'tip' ? tip : start;
    const scale = at === 'tip' ? ` scale(${endScale(width)})` : '';
    return (
      <path key={mark} className={END_CLASSES[mark]} d={d} transform={`translate(${x} ${y}) rotate(${turn})${scale}`} />
    );
  });
}

const END_CLASSES: Readonly<Record<LineEnd['form'], string>> = {
  'head filled': 'line__head line__head--filled',
  'head open': 'line__head line__head--open',
  'head hollow': 'line__head line__head--hollow',
  tick: 'line__tick',
  hook: 'line__hook',
  bar: 'line__bar',
};

interface LineFindingProps {
  readonly id: string;
  readonly line: Route;
  /** Of the setting, where it is shown. */
  readonly words: readonly string[];
}

const MARK = 12;

/** The worst finding at a connection, where the line begins: below it, above it, or above its words. */
function LineFinding({ id, line: { start, label }, words }: LineFindingProps) {
  const summary = useFindingSummary(id);
  if (!summary) return null;
  const turn = (start.turn * Math.PI) / 180;
  const at = (along: number, aside: number) => ({
    x: start.x + Math.cos(turn) * along - Math.sin(turn) * aside - MARK / 2,
    y: start.y + Math.sin(turn) * along + Math.cos(turn) * aside - MARK / 2,
    width: MARK,
    height: MARK,
  });
  const taken = labelBoxes(label, words);
  const isFree = (mark: Box): boolean => taken.every((box) => overlap(box, mark) === 0);
  const { x, y } = [at(16, 14), at(14, -16)].find(isFree) ?? at(14, -26);
  return (
    <g transform={`translate(${x} ${y})`}>
      <SeverityMark severity={summary.worst} size={MARK} />
    </g>
  );
}

/** A note about a connection, at its other end and side. */
function LineNote({ text, line: { tip } }: { readonly text: string; readonly line: Route }) {
  const turn = (tip.turn * Math.PI) / 180;
  const x = tip.x - Math.cos(turn) * 8 + Math.sin(turn) * 18;
  const y = tip.y - Math.sin(turn) * 8 - Math.cos(turn) * 18;
  return (
    <g className="line__note" transform={`translate(${x - 6} ${y - 6})`}>
      <title>{noteWords(text)}</title>
      <NotePicture size={12} />
    </g>
  );
}

interface LabelProps {
  readonly line: Route;
  readonly words: readonly string[];
  readonly result: EvaluatedConnection | undefined;
}

/** Width of a letter of a rate as it is drawn from some way off, in units of the canvas. */
const MIDDLE_LETTER = 10.5;

/** Below another line of words. */
const NEXT = '1.25em';

/** The rate, what is refused, and the one setting that matters: around the line or beside it. */
function Label({ line, words, result }: LabelProps) {
  const { x, y, side } = line.label;
  const rate = result && result.perSecond > 0 ? compactRate(result.perSecond) : undefined;
  const refused =
    result && rate && result.throttledShare > NOTICEABLE ? `▲ ${percent(result.throttledShare)}` : undefined;
  const isOver = side === 'over';
  const room = isOver ? roomAt(line) : Infinity;
  // From some way off letters are larger: what does not fit between the two cards is left to them.
  const fit = (text: string): string => (text.length * MIDDLE_LETTER < room ? '' : 'line__rate--tight');
  // Each from the one before it; the first from the line, or from the upper edge beside it.
  const step = { refused: isOver ? '2em' : NEXT, word: isOver ? (rate ? '2.1em' : '1.4em') : rate ? NEXT : 0 };
  return (
    <text className="line__label num" y={isOver ? y : y + LABEL_RISE} textAnchor={TEXT_ANCHOR[side]}>
      {rate && (
        <tspan className={`line__rate ${fit(rate)}`} x={x} dy={isOver ? '-0.6em' : 0}>
          {rate}
        </tspan>
      )}
      {refused && (
        <tspan className={`line__refused ${fit(refused)}`} x={x} dy={step.refused}>
          {refused}
        </tspan>
      )}
      {words.map((text, index) => (
        <tspan key={text} className="line__badge" x={x} dy={index > 0 || refused ? NEXT : step.word}>
          {text}
        </tspan>
      ))}
    </text>
  );
}
