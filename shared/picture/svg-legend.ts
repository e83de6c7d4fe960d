/** What the lines and colours of a picture mean. */
import type { Position } from '#shared/model/edit';
import { route } from './geometry';
import { FORM_WORDS, type LineForm } from './line-form';
import { sampleSvg } from './svg-lines';
import type { Colours } from './theme';
import { element, escapeXml } from './xml';

const FORMS = Object.keys(FORM_WORDS) as LineForm[];

const LOADS: readonly (readonly [colour: keyof Colours, words: string])[] = [
  ['load-calm', '< 60 %'],
  ['load-watch', '60–85'],
  ['load-tight', '85–100'],
  ['load-over', '▲ over'],
];

const COLUMN = 176;
const SWATCHES = 372;
export const LEGEND_WIDTH = 600;

/** Two columns of lines, then the four levels of load. */
export function legendSvg({ x, y }: Position, colours: Colours): string {
  const line = route({ x: 0, y: 0 }, 'right', { x: 48, y: 0 }, 'left');
  const words = (text: string, left: number): string =>
    element('text', { x: left, y: 4, fill: colours['ink-2'], 'font-size': 11 }, escapeXml(text));
  const place = (column: number, index: number): string => `translate(${column} ${10 + index * 20})`;
  const forms = FORMS.map((form, index) =>
    element(
      'g',
      { transform: place((index % 2) * COLUMN, Math.floor(index / 2)) },
      sampleSvg(form, line, colours, colours.canvas) + words(FORM_WORDS[form], 58),
    ),
  );
  const loads = LOADS.map(([colour, text], index) =>
    element(
      'g',
      { transform: place(SWATCHES + (index % 2) * 96, Math.floor(index / 2)) },
      element('rect', { y: -3, width: 14, height: 6, rx: 3, fill: colours[colour] }) + words(text, 22),
    ),
  );
  return element('g', { transform: `translate(${x} ${y})` }, [...forms, ...loads].join(''));
}
