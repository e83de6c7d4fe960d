/** `--load`: a factor of the drawn load, or a total rate of the entry resources. */
import { entryRate } from '#shared/capacity/assess';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import { services } from '#shared/services/registry';
import { CommandFailure } from './failure';

export type Load = { readonly factor: number } | { readonly perSecond: number };

const NUMBER = String.raw`(\d[\d,_]*(?:\.\d+)?|\.\d+)`;
const FORMS = new RegExp(String.raw`^${NUMBER}(e\d+)?\s*(x|×|%|/s|/min|/h)?$`, 'i');
const MOST_FACTOR = 1e9;

/** `2`, `2x` and `150%` are factors; `1200/s`, `90/min` and `1000/h` are rates. @throws CommandFailure */
export function readLoad(text: string): Load {
  const [, digits = '', exponent = '', unit = ''] = FORMS.exec(text.trim()) ?? [];
  const value = Number(`${digits.replaceAll(/[,_]/g, '')}${exponent}`);
  if (digits === '' || !Number.isFinite(value)) {
    throw new CommandFailure(`--load takes a factor (2, 2x, 150%) or a rate (1200/s), not ${text}`);
  }
  switch (unit.toLowerCase()) {
    case '%':
      return { factor: value / 100 };
    case '/s':
      return { perSecond: value };
    case '/min':
      return { perSecond: value / 60 };
    case '/h':
      return { perSecond: value / 3600 };
    default:
      return { factor: value };
  }
}

/** The factor that brings the drawn load to what was asked for; 1 where nothing was. @throws CommandFailure */
export function loadFactorOf(text: string | undefined, document: ProjectDocument): number {
  if (text === undefined) return 1;
  const load = readLoad(text);
  const factor = 'factor' in load ? load.factor : load.perSecond / drawnRate(document);
  if (!(factor >= 0 && factor <= MOST_FACTOR)) {
    throw new CommandFailure(`--load ${text} is more than ${MOST_FACTOR} times the load as drawn`);
  }
  return factor;
}

function drawnRate(document: ProjectDocument): number {
  const rate = entryRate(resolve(document, services).graph);
  if (rate > 0) return rate;
  throw new CommandFailure(
    '--load cannot be a rate here: no entry resource sends anything, so there is nothing to scale',
  );
}
