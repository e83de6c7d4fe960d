/** The example projects of the gallery. */
import { readDocument } from '#shared/document/read';
import type { ProjectDocument } from '#shared/document/schema';
import { exampleIds } from '#shared/examples/gallery';
import { services } from '../project/catalogue';

const files = import.meta.glob<string>('../../shared/examples/*.spillway', { query: '?raw', import: 'default' });

export interface Example {
  readonly id: string;
  /** Text of its project file. */
  readonly text: string;
  readonly document: ProjectDocument;
}

let loading: Promise<readonly Example[]> | undefined;

/** Reads them at the first call, which the page makes before its first screen needs them. */
export const loadExamples = (): Promise<readonly Example[]> => (loading ??= readExamples());

async function readExamples(): Promise<readonly Example[]> {
  const texts = await Promise.all(
    exampleIds.map((id) => files[`../../shared/examples/${id}.spillway`]?.() ?? Promise.resolve('')),
  );
  return exampleIds.flatMap((id, index) => {
    const text = texts[index] ?? '';
    const { document } = readDocument(text, services);
    return document ? [{ id, text, document }] : [];
  });
}
