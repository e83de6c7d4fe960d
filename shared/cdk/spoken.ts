/** Names of resources come from people, and go into comments, documentation and tables. */
import type { Connection, Graph, Resource } from '#shared/model/graph';

/** The same drawing with names that cannot end a comment, a docstring or a table cell. */
export function spokenGraph(graph: Graph): Graph {
  type Copy = { -readonly [K in keyof Resource]: K extends 'inbound' | 'outbound' ? Connection[] : Resource[K] };
  const copies = new Map<string, Copy>(
    graph.resources.map((resource) => [
      resource.id,
      { ...resource, name: spoken(resource.name) || resource.id, inbound: [], outbound: [] },
    ]),
  );
  const copyOf = (resource: Resource): Copy => {
    const copy = copies.get(resource.id);
    if (!copy) throw new Error(`connection to ${resource.id}, which is not in the drawing`);
    return copy;
  };
  const connections = graph.connections.map((connection): Connection => {
    const [from, to] = [copyOf(connection.from.resource), copyOf(connection.to.resource)];
    const copy: Connection = {
      ...connection,
      from: { ...connection.from, resource: from },
      to: { ...connection.to, resource: to },
    };
    from.outbound.push(copy);
    to.inbound.push(copy);
    return copy;
  });
  return { ...graph, name: spoken(graph.name), resources: [...copies.values()], connections };
}

/** One line, without what means something to TypeScript, Python, Markdown, XML or the shell in a comment. */
export function spoken(name: string): string {
  return name
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .replaceAll('*/', '* /')
    .replaceAll('\\', '/')
    .replaceAll('"', '”')
    .replaceAll('`', '’')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('|', '¦')
    .trim();
}
