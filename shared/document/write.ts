/**
 * The canonical text of a document. Same document, same bytes: lists sorted by id, keys in the schema's order and then
 * those that it does not know by name, defaults left out, no time of day, one newline at the end. A place on the canvas
 * is one line, apart from everything that has a meaning.
 */
import type { ZodObject } from 'zod';
import type { ConnectionRecord, Place, ResourceRecord } from '#shared/model/edit';
import type { Registry } from '#shared/model/service';
import { compareAcknowledgements } from './acknowledged';
import { assertionSchema } from './assertion';
import { byName, canonicalConfig, isSameJson, ordered } from './canonical';
import { isJsonObject } from './json';
import { byId, compareText } from './order';
import { Inline, print } from './print';
import { failureSchema, profileSchema, type Scenario, scenarioSchema } from './scenario';
import {
  accountSchema,
  acknowledgementSchema,
  connectionSchema,
  type DocumentList,
  groupSchema,
  noteSchema,
  positionSchema,
  type ProjectAccount,
  type ProjectDocument,
  projectSchema,
  resourceSchema,
} from './schema';
import { type Catalogue, catalogueOf } from './catalogue';

/** Throws where the document holds what JSON cannot, such as NaN: that is a mistake of ours. */
export function writeDocument(document: ProjectDocument, registry: Registry): string {
  const { unread: _carried, ...rest } = document;
  const catalogue = catalogueOf(registry);
  const sections = {
    ...rest,
    account: writeAccount(document.account),
    resources: merged(document, 'resources', document.resources.toSorted(byId), (each) =>
      writeResource(each, catalogue),
    ),
    connections: merged(document, 'connections', document.connections.toSorted(byId), (each) =>
      writeConnection(each, catalogue),
    ),
    groups: merged(document, 'groups', document.groups.toSorted(byId), (each) => ordered(each, keysOf(groupSchema))),
    notes: merged(document, 'notes', document.notes.toSorted(byId), (each) => ordered(each, keysOf(noteSchema))),
    scenarios: merged(document, 'scenarios', document.scenarios.toSorted(byId), writeScenario),
    assertions: merged(document, 'assertions', document.assertions.toSorted(byId), (each) =>
      ordered(each, optionKeys(assertionSchema.options, each.kind)),
    ),
    acknowledged: merged(document, 'acknowledged', document.acknowledged.toSorted(compareAcknowledgements), (each) =>
      ordered(each, keysOf(acknowledgementSchema)),
    ),
    layout: writeLayout(document.layout),
  };
  const worthWriting = Object.entries(sections).filter(([key, value]) => !isEmptyOptional(key, value));
  return `${print(ordered(Object.fromEntries(worthWriting), keysOf(projectSchema)))}\n`;
}

/** What makes a project is always written, even where it is empty. */
const ALWAYS = new Set(['$schema', 'format', 'name', 'account', 'resources', 'connections']);
const KNOWN = new Set(Object.keys(projectSchema.shape));

function isEmptyOptional(key: string, value: unknown): boolean {
  if (ALWAYS.has(key) || !KNOWN.has(key)) return false;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

/** A list with the items that were carried along, each where its id puts it; those without an id come last. */
function merged<T>(
  document: ProjectDocument,
  list: DocumentList,
  items: readonly T[],
  write: (item: T) => unknown,
): unknown[] {
  const written = items.map(write);
  const carried = (document.unread?.[list] ?? []).map(byName);
  if (carried.length === 0) return written;
  return [...written, ...carried].toSorted((a, b) => compareText(sortKey(a), sortKey(b)));
}

function sortKey(item: unknown): string {
  const { id, rule } = isJsonObject(item) ? item : {};
  if (typeof id === 'string') return id;
  return typeof rule === 'string' ? rule : '\uFFFF';
}

function writeAccount(account: ProjectAccount): unknown {
  const { quotas, freeTier, ...rest } = account;
  return ordered(
    {
      ...rest,
      ...(Object.keys(quotas).length > 0 ? { quotas: ordered(quotas, []) } : {}),
      ...(freeTier === true ? { freeTier } : {}),
    },
    keysOf(accountSchema),
  );
}

function writeResource(resource: ResourceRecord, catalogue: Catalogue): unknown {
  const schema = catalogue.service(resource.service)?.config;
  return withConfig(resource, schema, resourceSchema);
}

function writeConnection(connection: ConnectionRecord, catalogue: Catalogue): unknown {
  return withConfig(connection, catalogue.kind(connection.kind)?.config, connectionSchema);
}

function withConfig(
  record: ResourceRecord | ConnectionRecord,
  schema: ZodObject | undefined,
  shape: ZodObject,
): unknown {
  const { config, ...rest } = record;
  const written = canonicalConfig(config, schema);
  return ordered(Object.keys(written).length > 0 ? { ...rest, config: written } : rest, keysOf(shape));
}

function writeScenario(scenario: Scenario): unknown {
  const { profile, failures, ...rest } = scenario;
  const written = {
    ...rest,
    ...(isSameJson(profile, { kind: 'constant' })
      ? {}
      : { profile: ordered(profile, optionKeys(profileSchema.options, profile.kind)) }),
    ...(failures.length > 0
      ? { failures: failures.map((each) => ordered(each, optionKeys(failureSchema.options, each.kind))) }
      : {}),
  };
  return ordered(written, keysOf(scenarioSchema));
}

function writeLayout(layout: Readonly<Record<string, Place>>): Record<string, Inline> {
  const keys = keysOf(positionSchema);
  const places = Object.entries(layout).toSorted(([a], [b]) => compareText(a, b));
  return Object.fromEntries(
    places.map(([id, position]) => {
      const whole = wholePlace(position);
      return [id, new Inline(ordered(whole, keys))];
    }),
  );
}

/** In whole pixels. */
export function wholePlace(place: Place): Place {
  const { width, height } = place;
  return {
    ...place,
    x: Math.round(place.x),
    y: Math.round(place.y),
    ...(width === undefined ? {} : { width: Math.max(1, Math.round(width)) }),
    ...(height === undefined ? {} : { height: Math.max(1, Math.round(height)) }),
  };
}

function keysOf(schema: ZodObject): readonly string[] {
  return Object.keys(schema.shape);
}

interface KindOption {
  readonly shape: { readonly kind: { readonly value: string } };
}

function optionKeys(options: readonly KindOption[], kind: string): readonly string[] {
  const option = options.find(({ shape }) => shape.kind.value === kind);
  if (!option) throw new Error(`no schema for kind ${kind}`);
  return Object.keys(option.shape);
}
