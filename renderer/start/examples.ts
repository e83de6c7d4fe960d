/** The example projects. */
import { readDocument } from '#shared/document/read';
import type { ProjectDocument } from '#shared/document/schema';
import { services } from '../project/catalogue';

const files = import.meta.glob<string>('../../shared/examples/*.spillway', { query: '?raw', import: 'default' });

export interface Example {
  readonly id: string;
  /** Text of its project file. */
  readonly text: string;
  readonly document: ProjectDocument;
}

/** What an example is about, in the words of somebody who looks for it. */
const INTENTS: Readonly<Record<string, string>> = {
  'order-pipeline': 'REST API, fan-out and queue workers',
  'queue-worker': 'A queue that absorbs bursts',
  'fifo-billing': 'Order per customer, with FIFO limits',
  clickstream: 'Ordered stream for several readers',
  'async-fan-out': 'Events handed over, retried, dead-lettered',
  'usage-plans': 'API keys that hold clients back',
};

const idOf = (path: string): string => path.replace(/^.*\/|\.spillway$/g, '');

/** The best known first, then those that nobody put in order. */
function rank(path: string): number {
  const place = Object.keys(INTENTS).indexOf(idOf(path));
  return place === -1 ? Infinity : place;
}

let loading: Promise<readonly Example[]> | undefined;

/** Reads them at the first call, which the page makes before its first screen needs them. */
export const loadExamples = (): Promise<readonly Example[]> => (loading ??= readExamples());

async function readExamples(): Promise<readonly Example[]> {
  const paths = Object.keys(files).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const texts = await Promise.all(paths.map((path) => files[path]?.() ?? Promise.resolve('')));
  return paths.flatMap((path, index) => {
    const text = texts[index] ?? '';
    const { document } = readDocument(text, services);
    return document ? [{ id: idOf(path), text, document }] : [];
  });
}

export const intentOf = (id: string): string | undefined => INTENTS[id];
