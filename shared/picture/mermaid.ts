/** The drawing as a Mermaid flowchart, which GitHub and others draw inside Markdown. */
import type { Connection, Graph, Resource } from '#shared/model/graph';
import type { Category } from '#shared/model/service';

/** Shapes by what a resource is: entry round, compute square, queues and topics slanted, streams cylindrical. */
const SHAPES: Readonly<Record<Category, readonly [open: string, close: string]>> = {
  entry: ['([', '])'],
  edge: ['{{', '}}'],
  compute: ['[', ']'],
  messaging: ['[/', '/]'],
  streams: ['[(', ')]'],
  stores: ['[(', ')]'],
};

export function mermaid({ resources, connections }: Graph): string {
  const ids = new Map(resources.map(({ id }, index) => [id, `r${index + 1}`]));
  const idOf = ({ id }: Resource): string => ids.get(id) ?? id;
  return [
    'flowchart LR',
    ...resources.map((resource) => {
      const [open, close] = SHAPES[resource.service.category];
      return `  ${idOf(resource)}${open}"${text(resource.name)}"${close}`;
    }),
    ...connections.map((connection) => {
      const { from, to } = connection;
      return `  ${idOf(from.resource)} ${arrow(connection)}|"${label(connection)}"| ${idOf(to.resource)}`;
    }),
    '',
  ].join('\n');
}

/** Solid where the caller waits or polls, dotted for what is handed over, with a cross where failures go. */
function arrow({ kind }: Connection): string {
  if (kind.role === 'failure') return '-.-x';
  if (kind.invocation === 'poll') return '==>';
  return kind.invocation === 'synchronous' ? '-->' : '-.->';
}

function label({ kind, config }: Connection): string {
  return text(kind.badge(config) ?? kind.title);
}

function text(words: string): string {
  return words.replaceAll(/["&<>\n]/g, (character) => `#${character.charCodeAt(0)};`);
}
