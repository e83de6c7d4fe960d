/** The drawings of shared/examples, resolved. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { readDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import type { Graph } from '#shared/model/graph';
import { services } from '#shared/services/registry';

const folder = resolvePath(import.meta.dirname, '../../shared/examples');

/** By file name without its extension, in its order. */
export function exampleDocuments(): ReadonlyMap<string, ProjectDocument> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.spillway'))
    .toSorted();
  return new Map(
    files.map((file) => {
      const { document } = readDocument(readFileSync(join(folder, file), 'utf8'), services);
      if (!document) throw new Error(`${file} cannot be read`);
      return [file.slice(0, -'.spillway'.length), document];
    }),
  );
}

export function exampleGraphs(): ReadonlyMap<string, Graph> {
  return new Map([...exampleDocuments()].map(([name, document]) => [name, resolve(document, services).graph]));
}
