/** Marks of severity: their form tells it as well as their colour: octagon, triangle, circle. */
import type { Severity } from '#shared/model/rule';
import type { Colours } from './theme';
import { element } from './xml';

/** Paths in a square of 16. */
export const SEVERITY_SHAPES: Readonly<Record<Severity, { readonly body: string; readonly sign: string }>> = {
  error: { body: 'M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z', sign: 'm5.5 5.5 5 5m0-5-5 5' },
  warning: { body: 'M8 1.2 15.5 14.6H.5z', sign: 'M8 6.2v4M8 12.3v.1' },
  info: { body: 'M.8 8a7.2 7.2 0 0 1 14.4 0A7.2 7.2 0 0 1 .8 8z', sign: 'M8 7.4v4M8 4.7v.1' },
};

const FILL: Readonly<Record<Severity, keyof Colours>> = { error: 'load-over', warning: 'load-watch', info: 'ink-3' };

export function severitySvg(severity: Severity, size: number, colours: Colours): string {
  const { body, sign } = SEVERITY_SHAPES[severity];
  return element(
    'g',
    { transform: `scale(${size / 16})` },
    element('path', { d: body, fill: colours[FILL[severity]] }) +
      element('path', { d: sign, fill: 'none', stroke: colours.panel, 'stroke-width': 1.8, 'stroke-linecap': 'round' }),
  );
}
