/** Resources of a picture: the card of the app, drawn. */
import type { EvaluatedResource } from '#shared/evaluation/evaluation';
import type { Position } from '#shared/model/edit';
import type { Severity } from '#shared/model/rule';
import { compact, percent, throughput } from './figures';
import { CARD_HEIGHT, CARD_WIDTH } from './geometry';
import { fitted, textWidth, type Weight } from './letters';
import { type LoadLevel, loadLevel } from './load';
import { severitySvg } from './severity';
import type { Spill } from './spill';
import type { Colours } from './theme';
import { element, escapeXml, short } from './xml';

export interface DrawnCard {
  readonly name: string;
  /** The kind and the one setting that matters. */
  readonly line: string;
  /** Id of a picture among the definitions; undefined for what has none. */
  readonly icon: string | undefined;
  readonly isClient: boolean;
  readonly place: Position;
  readonly result: EvaluatedResource | undefined;
  readonly spill: Spill | undefined;
  readonly findings: { readonly worst: Severity; readonly count: number } | undefined;
}

const LEFT = 10;
const RIGHT = CARD_WIDTH - 12;
const TEXT_LEFT = 56;
const FOOT = 63;
const ICON = 36;
const FILLS: Readonly<Record<LoadLevel, keyof Colours>> = {
  idle: 'load-calm',
  calm: 'load-calm',
  watch: 'load-watch',
  tight: 'load-tight',
  over: 'load-over',
};
const INKS: Readonly<Record<LoadLevel, keyof Colours>> = {
  idle: 'ink-2',
  calm: 'ink-2',
  watch: 'load-watch-ink',
  tight: 'load-tight-ink',
  over: 'load-over-ink',
};

export function cardSvg(card: DrawnCard, colours: Colours): string {
  const { place, result, findings } = card;
  const level = result ? loadLevel(result.utilisation) : 'idle';
  const mark = findings ? 22 + textWidth(String(findings.count), 11, 'semibold') : 0;
  const room = RIGHT - TEXT_LEFT;
  return element(
    'g',
    { transform: `translate(${place.x} ${place.y})` },
    [
      element('rect', {
        width: CARD_WIDTH,
        height: CARD_HEIGHT,
        rx: 10,
        fill: colours.card,
        stroke: level === 'over' ? colours['load-over'] : colours['line-strong'],
      }),
      iconSvg(card, colours),
      text(fitted(card.name, room - mark, 13, 'semibold'), TEXT_LEFT, 24, colours.ink, 13, { 'font-weight': 600 }),
      text(fitted(card.line, room, 11.5), TEXT_LEFT, 40, colours['ink-2'], 11.5),
      findings ? findingsSvg(findings, RIGHT - mark + 8, colours) : '',
      result ? loadSvg(result, level, colours) : '',
      card.spill ? pillSvg(card.spill, colours) : '',
    ].join(''),
  );
}

function text(
  words: string,
  x: number,
  y: number,
  fill: string,
  size: number,
  more: Readonly<Record<string, string | number>> = {},
): string {
  return element('text', { x, y, fill, 'font-size': size, ...more }, escapeXml(words));
}

function iconSvg({ icon, isClient }: DrawnCard, colours: Colours): string {
  if (icon !== undefined) return element('use', { href: `#${icon}`, x: LEFT, y: LEFT });
  const glyph = isClient
    ? '<circle cx="15" cy="15" r="4.5"/><path d="M6.5 30c0-5 3.8-8.5 8.5-8.5s8.5 3.5 8.5 8.5M25 14h8.5m0 0-3.2-3.2M33.5 14l-3.2 3.2M27 22h6.5m0 0-3.2-3.2m3.2 3.2-3.2 3.2"/>'
    : '<path d="M20 8 31 14v12l-11 6L9 26V14zM9 14l11 6 11-6M20 20v12"/>';
  const stroke = {
    fill: 'none',
    stroke: colours['ink-2'],
    'stroke-width': 1.8,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
  return element(
    'g',
    { transform: `translate(${LEFT} ${LEFT}) scale(${ICON / 40})` },
    element('rect', { width: 40, height: 40, fill: colours['load-track'] }) + element('g', stroke, glyph),
  );
}

function findingsSvg({ worst, count }: NonNullable<DrawnCard['findings']>, x: number, colours: Colours): string {
  const number = text(String(count), 16, 10, colours['ink-2'], 11, { 'font-weight': 600 });
  return element('g', { transform: `translate(${x} 13.5)` }, severitySvg(worst, 12, colours) + number);
}

/** The bar with the binding limit, and what comes in and goes out. */
function loadSvg(result: EvaluatedResource, level: LoadLevel, colours: Colours): string {
  const { offeredPerSecond, completedPerSecond, utilisation, limits } = result;
  const { offered, done } = throughput(offeredPerSecond, completedPerSecond);
  const out = figure(`${done}/s`, RIGHT, colours.ink, 'semibold');
  const parts = [out.svg];
  let right = RIGHT - out.width;
  if (offered !== undefined) {
    const d = 'M0 3.5h8M5 .7l3 2.8-3 2.8';
    const arrow = { d, transform: `translate(${short(right - 13)} ${FOOT - 3.5})`, fill: 'none', 'stroke-width': 1.2 };
    const comes = figure(offered, right - 17, colours['ink-2']);
    parts.push(element('path', { ...arrow, stroke: colours['ink-3'] }), comes.svg);
    right -= 17 + comes.width;
  }
  if (limits.length === 0) return parts.join('');
  const isOver = level === 'over';
  const words = `${isOver ? '▲ ' : ''}${percent(utilisation)}`;
  const used = figure(words, right - 10, colours[INKS[level]], isOver ? 'semibold' : 'regular');
  const room = Math.max(24, right - 17 - used.width - LEFT);
  return barSvg(utilisation, level, room, colours) + used.svg + parts.join('');
}

/** A figure that ends at `x` and is as wide in any font, so that its neighbours can be placed. */
function figure(words: string, x: number, fill: string, weight: Weight = 'regular') {
  const width = textWidth(words, 11.5, weight);
  const more = { 'text-anchor': 'end', textLength: width, lengthAdjust: 'spacingAndGlyphs' };
  const svg = text(words, x, FOOT + 4, fill, 11.5, weight === 'semibold' ? { ...more, 'font-weight': 600 } : more);
  return { svg, width };
}

/** Beyond the limit the bar is full: solid up to the limit, hatched beyond it. */
function barSvg(utilisation: number, level: LoadLevel, width: number, colours: Colours): string {
  const bar = { x: LEFT, y: FOOT - 2, height: 4, rx: 2 };
  const fill = colours[FILLS[level]];
  const share = level === 'over' ? 1 / utilisation : utilisation;
  const used = utilisation > 0 ? Math.max(2, width * share) : 0;
  return [
    element('rect', { ...bar, width, fill: colours['load-track'] }),
    level === 'over' ? element('rect', { ...bar, width, fill: 'url(#excess)' }) : '',
    used > 0 ? element('rect', { ...bar, width: used, fill }) : '',
  ].join('');
}

function pillSvg({ kind, perSecond }: Spill, colours: Colours): string {
  const isRefused = kind === 'refused';
  const words = isRefused ? `▲ −${compact(perSecond)}/s` : `≡ +${compact(perSecond)}/s`;
  const width = textWidth(words, 11, 'semibold') + 16;
  return element(
    'g',
    { transform: `translate(${CARD_WIDTH - 10 - width} -11)` },
    element('rect', {
      width,
      height: 20,
      rx: 10,
      fill: colours[isRefused ? 'load-over' : 'load-watch-wash'],
      stroke: isRefused ? undefined : colours['load-watch'],
    }) +
      text(words, width / 2, 14, colours[isRefused ? 'on-load-over' : 'load-watch-ink'], 11, {
        'font-weight': 650,
        'text-anchor': 'middle',
      }),
  );
}
