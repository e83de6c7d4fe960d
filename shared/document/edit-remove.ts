import type { ProjectEdit } from '#shared/model/edit';
import { type Attempt, type Edit, find, Refused, without } from './edit-result';
import { quote } from './say';
import type { ProjectDocument } from './schema';

/** Takes a resource away with all that speaks of it: connections, place, acknowledgements, failures, assertions, its part in a group. */
export function removeResource(document: ProjectDocument, { id }: Edit<'remove-resource'>): Attempt {
  const resource = find(document.resources, id);
  if (!resource) return new Refused(`there is no resource ${quote(id)} to remove`);
  const connections = document.connections.filter(({ from, to }) => from === id || to === id);
  const gone = new Set(connections.map((connection) => connection.id));
  const acknowledged = document.acknowledged.filter(
    (each) => each.resource === id || (each.connection !== undefined && gone.has(each.connection)),
  );
  const scenarios = document.scenarios.filter(({ failures }) => failures.some((failure) => failure.resource === id));
  const assertions = document.assertions.filter((each) => 'resource' in each && each.resource === id);
  const groups = document.groups.filter(({ members }) => members.includes(id));
  const { [id]: at, ...layout } = document.layout;
  const restore: ProjectEdit[] = [
    { do: 'add-resource', resource, ...(at ? { at } : {}) },
    ...connections.map((connection) => ({ do: 'connect', connection }) as const),
    ...acknowledged.map((acknowledgement) => ({ do: 'acknowledge', acknowledgement }) as const),
    ...scenarios.map((scenario) => ({ do: 'put-scenario', scenario: { ...scenario } }) as const),
    ...assertions.map((assertion) => ({ do: 'put-assertion', assertion: { ...assertion } }) as const),
    ...groups.map((group) => ({ do: 'put-group', group }) as const),
  ];
  const left = groups.map((group) => ({ ...group, members: group.members.filter((member) => member !== id) }));
  const spared = scenarios.map((scenario) => ({
    ...scenario,
    failures: scenario.failures.filter((failure) => failure.resource !== id),
  }));
  return {
    document: {
      ...document,
      resources: without(document.resources, id),
      ...(at ? { layout } : {}),
      ...(gone.size > 0 ? { connections: document.connections.filter((each) => !gone.has(each.id)) } : {}),
      ...(acknowledged.length > 0
        ? { acknowledged: document.acknowledged.filter((each) => !acknowledged.includes(each)) }
        : {}),
      ...(left.length > 0 ? { groups: document.groups.map((each) => find(left, each.id) ?? each) } : {}),
      ...(spared.length > 0 ? { scenarios: document.scenarios.map((each) => find(spared, each.id) ?? each) } : {}),
      ...(assertions.length > 0
        ? { assertions: document.assertions.filter((each) => !assertions.includes(each)) }
        : {}),
    },
    inverse: { do: 'all', title: `Add ${resource.name} again`, edits: restore },
  };
}
