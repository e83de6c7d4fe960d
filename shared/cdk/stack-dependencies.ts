/** Which resources’ stacks have to be deployed before which others’, and by which connection of the drawing. */
import type { Reference } from '#shared/model/cdk';
import type { Code, Properties } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import type { Emitted, EmittedConnection, EmittedResource } from './collect';
import { withoutComments } from './imports';

/** Where holder and target are in two stacks, that of the holder is deployed after that of the target. */
export interface Dependency extends Pick<Reference, 'holder' | 'target'> {
  readonly connection: Connection;
}

/** Of what stands in the code and of what the connections declare besides: whatever the stacks are. */
export function dependenciesOf({ resources, connections }: Emitted): readonly Dependency[] {
  const byMember = new Map(resources.flatMap((each) => membersOf(each).map((member) => [member, each.resource.id])));
  const mentioned = (code: Code): readonly string[] => mentionsIn(code).flatMap((member) => byMember.get(member) ?? []);
  const isMade = new Set(resources.map(({ resource }) => resource.id));
  const found = new Map<string, Dependency>();
  const add = (holder: string, target: string, connection: Connection): void => {
    const at = `${holder}\n${target}`;
    if (holder !== target && isMade.has(holder) && isMade.has(target) && !found.has(at))
      found.set(at, { holder, target, connection });
  };
  for (const each of connections) {
    const { connection, code } = each;
    const home = homeOf(each, isMade);
    for (const target of mentioned((code.statements ?? []).join('\n'))) add(home, target, connection);
    for (const { holder, target } of code.references ?? []) add(holder, target, connection);
    for (const [holder, given] of Object.entries(code.properties ?? {}))
      for (const target of mentioned(textOf(given))) add(holder, target, connection);
  }
  for (const { resource, properties } of resources)
    for (const target of mentioned(textOf(properties))) {
      const connection = resource.outbound.find(({ to }) => to.resource.id === target);
      if (connection) add(resource.id, target, connection);
    }
  return [...found.values()];
}

const textOf = (properties: Properties): Code =>
  Object.values(properties)
    .map((value) => (typeof value === 'object' ? value.code : (value ?? '')))
    .join('\n');

/** Id of the resource in whose stack the statements of a connection stand. */
export function homeOf({ connection: { from, to }, code }: EmittedConnection, isMade: ReadonlySet<string>): string {
  const [wanted, other] = code.standsWith === 'to' ? [to, from] : [from, to];
  return isMade.has(wanted.resource.id) ? wanted.resource.id : other.resource.id;
}

/** The construct, and what calls it where that is another. */
export function membersOf({ names, code }: EmittedResource): readonly string[] {
  return [names.member, ...(code.target ? [code.target.name] : [])];
}

/** Members of the stack that the code mentions. */
export function mentionsIn(code: Code): readonly string[] {
  return [...new Set([...withoutComments(code).matchAll(/\bthis\.(\w+)/g)].map(([, member = '']) => member))];
}
