/** Documents and edits at random. */
import fc from 'fast-check';
import type { ProjectEdit } from '#shared/model/edit';
import { applyEdit } from '#shared/document/edit';
import { connectionId, resourceId } from '#shared/document/ids';
import { newDocument } from '#shared/document/new';
import type { ProjectDocument } from '#shared/document/schema';

/** What a person may want to do; which edit that is depends on the document at the time. */
export interface Wish {
  readonly what: number;
  readonly one: number;
  readonly other: number;
  readonly value: unknown;
}

const SERVICES = ['caller', 'box', 'worker', 'board', 'from-the-future'];
const KINDS = ['caller/send', 'worker/poll', 'worker/send', 'box/redrive', 'from-the-future/link'];
const FIELDS = ['retention', 'type', 'batchSize', 'timeout', 'spread', 'fromTheFuture', 'constructor'];

/** Any value; a key that a reader leaves out, because it would be the prototype, is another test's. */
export const harmlessJson = fc
  .jsonValue({ maxDepth: 2 })
  .filter((value) => !JSON.stringify(value).includes('__proto__'));

export const configValue = fc.oneof(
  fc.integer({ min: -10, max: 2_000_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('standard', 'fifo', true, false, 345_600, 30, 10, 3, null),
  fc.record({ mean: fc.constantFrom(0.1, 5, -1), scv: fc.constantFrom(1, 2) }, { requiredKeys: [] }),
  harmlessJson,
);

export const wish: fc.Arbitrary<Wish> = fc.record({
  what: fc.nat(24),
  one: fc.nat(1000),
  other: fc.nat(1000),
  value: configValue,
});

/** The edit that grants a wish in this document; undefined where it has no place. */
export function grant(document: ProjectDocument, { what, one, other, value }: Wish): ProjectEdit | undefined {
  const { resources, connections, scenarios, assertions, acknowledged } = document;
  const resource = pick(resources, one);
  const connection = pick(connections, one);
  const name = typeof value === 'string' ? value : `thing ${one % 7}`;
  if (what <= 3) {
    const id = resourceId(name, new Set(resources.map((each) => each.id)));
    const record = {
      id,
      service: word(SERVICES, one),
      name,
      config: what === 0 ? { extra: value } : {},
      ...(what === 1 ? { aside: value } : {}),
    };
    return { do: 'add-resource', resource: record, ...(what === 2 ? {} : { at: { x: one / 3, y: -other } }) };
  }
  if (what <= 6) {
    const to = pick(resources, other);
    if (!resource || !to) return undefined;
    const id = connectionId(resource.id, to.id, new Set(connections.map((each) => each.id)));
    return {
      do: 'connect',
      connection: {
        id,
        kind: word(KINDS, other),
        from: resource.id,
        to: to.id,
        config: what === 4 ? { batchSize: value } : {},
      },
    };
  }
  if (what === 7) return resource && { do: 'remove-resource', id: resource.id };
  if (what === 8) return connection && { do: 'disconnect', id: connection.id };
  if (what === 9) return resource && { do: 'rename', id: resource.id, name };
  if (what === 10 || what === 11) {
    if (!resource) return undefined;
    const target = what === 11 && connection ? { connection: connection.id } : { resource: resource.id };
    return { do: 'set-config', target, field: word(FIELDS, other), ...(value === null ? {} : { value }) };
  }
  if (what === 12) {
    const to = pick(resources, other);
    if (!resource || !to) return undefined;
    return {
      do: 'move',
      positions: { [resource.id]: { x: one + 0.4, y: other }, [to.id]: one % 2 ? null : { x: 1, y: 1 } },
    };
  }
  if (what === 13) {
    const quotas = { 'box/boxes': other, 'box/size': one % 2 ? null : one };
    return {
      do: 'set-account',
      ...(one % 3 ? { region: `region-${one % 5}` } : {}),
      ...(other % 2 ? { quotas } : {}),
      freeTier: one % 2 === 0,
    };
  }
  if (what === 14) return { do: 'set-name', name };
  if (what === 15) {
    const place = connection && other % 2 ? { connection: connection.id } : resource ? { resource: resource.id } : {};
    return { do: 'acknowledge', acknowledgement: { rule: `box/rule-${one % 3}`, ...place, reason: name } };
  }
  if (what === 16) {
    const known = pick(acknowledged, one);
    const { reason: _reason, ...subject } = known ?? { rule: '', reason: '' };
    return known && { do: 'unacknowledge', ...subject };
  }
  if (what === 17) {
    const failures = resource ? [{ kind: 'errors', resource: resource.id, at: one, for: 10, share: 0.5 }] : [];
    return {
      do: 'put-scenario',
      scenario: { id: `scenario-${one % 3}`, name, duration: other + 1, seed: one, failures },
    };
  }
  if (what === 18) {
    const scenario = pick(scenarios, one);
    const assertion = pick(assertions, one);
    if (other % 2) return scenario && { do: 'remove-scenario', id: scenario.id };
    return assertion && { do: 'remove-assertion', id: assertion.id };
  }
  if (what >= 20) return grantOnCanvas(document, what, one, other, name);
  const about = resource ? { resource: resource.id } : {};
  return { do: 'put-assertion', assertion: { id: `assertion-${one % 3}`, kind: 'headroom', atLeast: 0.3, ...about } };
}

function grantOnCanvas(
  { resources, connections, groups, notes }: ProjectDocument,
  what: number,
  one: number,
  other: number,
  name: string,
): ProjectEdit | undefined {
  const place = { x: one / 3, y: -other, width: other + 0.6, height: one + 1 };
  const at = one % 3 === 0 ? {} : { at: one % 3 === 1 ? null : place };
  if (what === 20 || what === 21) {
    const id = `group:${one % 3}`;
    const held = new Set(groups.flatMap((group) => (group.id === id ? [] : group.members)));
    const free = resources.map((each) => each.id).filter((each) => !held.has(each));
    return { do: 'put-group', group: { id, name, members: free.filter((_id, index) => (index + other) % 2) }, ...at };
  }
  if (what === 22) return { do: 'put-note', note: { id: `note:${one % 3}`, text: name }, ...at };
  if (what === 23) {
    const group = pick(groups, one);
    const note = pick(notes, one);
    const id = (group ?? note)?.id;
    if (other % 3 === 0) return group && { do: 'remove-group', id: group.id };
    if (other % 3 === 1) return note && { do: 'remove-note', id: note.id };
    const folded = { ...place, ...(group && one % 2 ? { collapsed: true as const } : {}) };
    return id === undefined ? undefined : { do: 'move', positions: { [id]: folded } };
  }
  const text = one % 4 === 0 ? '' : name;
  const connection = pick(connections, one);
  if (connection && other % 2) return { do: 'set-note', target: { connection: connection.id }, text };
  const resource = pick(resources, one);
  return resource && { do: 'set-note', target: { resource: resource.id }, text };
}

/** A document as people leave it behind. */
export const document: fc.Arbitrary<ProjectDocument> = fc.array(wish, { maxLength: 40 }).map((wishes) =>
  wishes.reduce((before, each) => {
    const edit = grant(before, each);
    return edit ? applyEdit(before, edit).document : before;
  }, newDocument('At random')),
);

function pick<T>(items: readonly T[], index: number): T | undefined {
  return items[index % Math.max(items.length, 1)];
}

function word(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}
