/** What is selected on the canvas, in the words of the generated code. */
import type { ProjectDocument } from '#shared/document/schema';
import { placeName } from '../findings/place';
import { useSelection } from '../project/selection';
import type { Generated } from './messages';
import { connectionPassages, type Passages, resourcePassages } from './passages';

export interface Selected {
  readonly id: string;
  readonly name: string;
  /** Folder of its source files, where it has some. */
  readonly sources: string | undefined;
  passagesIn(text: string): Passages;
}

/** Undefined unless exactly one thing is selected that becomes code. */
export function useSelected(
  generated: Generated | undefined,
  document: ProjectDocument | undefined,
): Selected | undefined {
  const { resources, connections } = useSelection();
  if (!generated || resources.length + connections.length !== 1) return undefined;
  const [resource] = resources;
  if (resource !== undefined) return selectedResource(resource, generated, document);
  const [connection = ''] = connections;
  const anchor = generated.anchors.connections[connection];
  if (!anchor) return undefined;
  const name = placeName({ at: { connection } }, document);
  return {
    id: connection,
    name,
    sources: undefined,
    passagesIn: (text) => connectionPassages(text, anchor),
  };
}

export function selectedResource(
  resource: string,
  { anchors }: Generated,
  document: ProjectDocument | undefined,
): Selected | undefined {
  const anchor = anchors.resources[resource];
  if (!anchor) return undefined;
  return {
    id: resource,
    name: placeName({ at: { resource } }, document),
    sources: `/${anchor.folder}/`,
    passagesIn: (text) => resourcePassages(text, anchor),
  };
}

/** The generated stack in which what is selected is made; without a selection that of what is in no group. */
export function stackPath({ slug, files }: Generated, selected?: Selected): string {
  const stacks = files.filter(({ path }) => path.startsWith('lib/generated/') && path.endsWith('-architecture.ts'));
  const own = `lib/generated/${slug}-architecture.ts`;
  const made = selected && stacks.find(({ text }) => selected.passagesIn(text).main !== undefined);
  return made?.path ?? stacks.find(({ path }) => path === own)?.path ?? stacks[0]?.path ?? own;
}
