/** Connections of a picture. */
import type { EvaluatedConnection } from '#shared/evaluation/evaluation';
import type { Connection } from '#shared/model/graph';
import { badgeLines } from './badge-lines';
import { compactRate, percent } from './figures';
import { type Route, strokeOf } from './geometry';
import { LABEL_LINE, LABEL_RISE, TEXT_ANCHOR } from './labels';
import { endScale, formOf, LINE_ENDS, type LineEnd, type LineForm, NOTICEABLE } from './line-form';
import type { Colours } from './theme';
import { element, escapeXml, short } from './xml';

export interface DrawnLine {
  /** Undefined for a kind that this build does not know. */
  readonly connection: Connection | undefined;
  readonly route: Route;
  readonly result: EvaluatedConnection | undefined;
}

const BASE: Readonly<Record<LineForm, keyof Colours>> = {
  synchronous: 'sync',
  asynchronous: 'async',
  poll: 'poll',
  outcome: 'failure',
};
const WIDTHS = { 1: 1.4, 2: 2, 3: 3 } as const;

export function lineSvg({ connection, route, result }: DrawnLine, colours: Colours): string {
  const form = formOf(connection?.kind);
  const width = strokeOf(result?.perSecond ?? 0);
  const colour = colours[troubleOf(result) ?? BASE[form]];
  return [
    ...strokes(form, route.path, WIDTHS[width], colour, colours.canvas),
    ends(form, route, width, colour, colours.canvas),
  ].join('');
}

/** A line of a form without figures, for the legend. */
export function sampleSvg(form: LineForm, route: Route, colours: Colours, ground: string): string {
  return (
    strokes(form, route.path, WIDTHS[2], colours[BASE[form]], ground).join('') +
    ends(form, route, 1, colours[BASE[form]], ground)
  );
}

function troubleOf(result: EvaluatedConnection | undefined): keyof Colours | undefined {
  if (!result || result.perSecond === 0) return undefined;
  if (result.throttledShare > NOTICEABLE) return 'load-over';
  return result.delayedShare > NOTICEABLE ? 'load-watch' : undefined;
}

function strokes(form: LineForm, d: string, width: number, stroke: string, ground: string): readonly string[] {
  const line = (more: Readonly<Record<string, string | number>>): string =>
    element('path', { d, fill: 'none', stroke, ...more });
  switch (form) {
    case 'synchronous':
      return [line({ 'stroke-width': width })];
    case 'asynchronous':
      return [line({ 'stroke-width': width, 'stroke-dasharray': '8 4' })];
    case 'poll':
      return [line({ 'stroke-width': width + 3 }), line({ 'stroke-width': width + 0.4, stroke: ground })];
    case 'outcome':
      return [line({ 'stroke-width': width + 0.8, 'stroke-dasharray': '0.1 5', 'stroke-linecap': 'round' })];
    default:
      return form satisfies never;
  }
}

function ends(form: LineForm, { tip, start }: Route, width: 1 | 2 | 3, colour: string, ground: string): string {
  return LINE_ENDS[form]
    .map(({ at, form: mark, d }) => {
      const place = at === 'tip' ? tip : start;
      const scale = at === 'tip' ? ` scale(${short(endScale(width))})` : '';
      const transform = `translate(${short(place.x)} ${short(place.y)}) rotate(${short(place.turn)})${scale}`;
      return element('path', { d, transform, ...look(mark, colour, ground) });
    })
    .join('');
}

function look(mark: LineEnd['form'], colour: string, ground: string): Readonly<Record<string, string | number>> {
  if (mark === 'head filled') return { fill: colour };
  return {
    fill: mark === 'head hollow' ? ground : 'none',
    stroke: colour,
    'stroke-width': mark === 'bar' ? 2 : mark === 'tick' ? 1.2 : 1.5,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
}

/** The rate, what is refused, and the one setting that matters: around the line or beside it. */
export function labelSvg({ connection, route, result }: DrawnLine, colours: Colours): string {
  const { x, y, side, room } = route.label;
  const badge = connection?.kind.badge(connection.config);
  const isFlowing = result !== undefined && result.perSecond > 0;
  const isRefused = isFlowing && result.throttledShare > NOTICEABLE;
  const rate = isFlowing
    ? [{ text: compactRate(result.perSecond), fill: colours['ink-2'], size: 11, weight: 600 }]
    : [];
  const below = [
    ...(isRefused ? [{ text: `▲ ${percent(result.throttledShare)}`, fill: colours['load-over-ink'], size: 11 }] : []),
    ...(badge ? badgeLines(badge, room) : []).map((text) => ({ text, fill: colours['ink-3'], size: 10.5 })),
  ];
  const at = ({ text, fill, size, weight }: Words, foot: number): string =>
    element(
      'text',
      {
        x,
        y: foot,
        fill,
        'font-size': size,
        'font-weight': weight,
        'text-anchor': TEXT_ANCHOR[side],
        'paint-order': 'stroke',
        stroke: colours.canvas,
        'stroke-width': 4,
        'stroke-linejoin': 'round',
      },
      escapeXml(text),
    );
  if (side !== 'over')
    return [...rate, ...below].map((words, index) => at(words, y + LABEL_RISE + index * LABEL_LINE)).join('');
  return [
    ...rate.map((words) => at(words, y - 6.6)),
    ...below.map((words, index) => at(words, y + 15.4 + index * LABEL_LINE)),
  ].join('');
}

interface Words {
  readonly text: string;
  readonly fill: string;
  readonly size: number;
  readonly weight?: number;
}
