/** By which words the generated text names the resources and connections of the drawing. */
import { collect } from '#shared/cdk/collect';
import type { ExportFigures } from '#shared/cdk/figures';
import { spokenGraph } from '#shared/cdk/spoken';
import { inWords } from '#shared/model/cdk-helpers';
import { lineComment } from '#shared/model/code';
import type { Graph } from '#shared/model/graph';

export interface ResourceAnchor {
  /** Members of the stack that hold it: the construct, and what calls it where that is another. */
  readonly members: readonly string[];
  readonly constructId: string;
  /** Folder of its source files. */
  readonly folder: string;
}

export interface ConnectionAnchor {
  /** The comment above its statements. */
  readonly comment: string;
  /** Properties that it gives to constructs, by the construct's member. */
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/** By id. What becomes no code, such as a client, is left out. */
export interface Anchors {
  readonly resources: Readonly<Record<string, ResourceAnchor>>;
  readonly connections: Readonly<Record<string, ConnectionAnchor>>;
}

export function anchorsOf(drawing: Graph, figures: ExportFigures): Anchors {
  const { resources, connections } = collect(spokenGraph(drawing), figures);
  const memberOf = new Map(resources.map(({ resource, names }) => [resource.id, names.member]));
  return {
    resources: Object.fromEntries(
      resources.map(({ resource, names, code }) => [
        resource.id,
        {
          members: [names.member, ...(code.target ? [code.target.name] : [])],
          constructId: names.constructId,
          folder: names.folder,
        },
      ]),
    ),
    connections: Object.fromEntries(
      connections.map(({ connection, code }) => [
        connection.id,
        {
          comment: lineComment(inWords(connection)),
          properties: Object.fromEntries(
            Object.entries(code.properties ?? {}).flatMap(([holder, given]) => {
              const member = memberOf.get(holder);
              return member === undefined ? [] : [[member, Object.keys(given)]];
            }),
          ),
        },
      ]),
    ),
  };
}
