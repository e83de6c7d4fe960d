/** Which connections can be drawn between two resources, or why none can and what to draw instead. */
import type { ConnectionKind } from '#shared/model/connection';
import { type Contract, CONTRACT_WORDS, type Terms } from '#shared/model/contract';
import type { ResourceRecord } from '#shared/model/edit';
import type { Config } from '#shared/model/graph';
import type { Port, Registry, ServiceDefinition, StatedRefusal } from '#shared/model/service';
import { listed } from '#shared/model/wording';
import { type Catalogue, catalogueOf } from './catalogue';
import { resolveConfig } from './resolve-config';
import { quote } from './say';

/** Why two resources cannot be connected; with a source where AWS says so of this very pair. */
export interface ConnectionRefusal {
  readonly why: string;
  readonly instead: string;
  readonly source?: string;
  readonly asOf?: string;
}

export interface ConnectionChoices {
  /** Kinds that AWS allows, those that carry work first; empty where there is a refusal. */
  readonly kinds: readonly ConnectionKind[];
  readonly refusal?: ConnectionRefusal;
}

/** A resource that may be an end: its configuration is complete. */
interface Candidate {
  readonly name: string;
  readonly service: ServiceDefinition;
  readonly config: Config;
}

export function connectionChoices(from: ResourceRecord, to: ResourceRecord, registry: Registry): ConnectionChoices {
  if (from.id === to.id)
    return refuse(`${from.name} cannot be connected to itself`, 'draw a second resource and connect the two');
  const source = candidate(from, registry);
  const target = candidate(to, registry);
  if (!source || !target) {
    const unknown = source ? to : from;
    const why = `this version of Spillway does not know the service ${quote(unknown.service)} of ${unknown.name}`;
    return refuse(why, 'open the project with a version that knows it');
  }
  return choicesBetween(source, target, registry);
}

function choicesBetween(from: Candidate, to: Candidate, registry: Registry): ConnectionChoices {
  const { legal, refusal } = legalKinds(from, to, registry);
  if (legal.length > 0) return { kinds: legal };
  return refusal ? { kinds: [], refusal } : { kinds: [], refusal: strangers(from, to, registry) };
}

function candidate(record: ResourceRecord, registry: Registry): Candidate | undefined {
  const service = catalogueOf(registry).service(record.service);
  if (!service) return undefined;
  const owner = { target: { resource: record.id }, name: record.name };
  return { name: record.name, service, config: resolveConfig(record.config, service.config, owner).config };
}

interface Legal {
  readonly legal: readonly ConnectionKind[];
  /** AWS's reason against the first kind whose contracts fit, where all that fit are refused. */
  readonly refusal?: ConnectionRefusal;
}

function legalKinds(from: Candidate, to: Candidate, registry: Registry): Legal {
  const legal: ConnectionKind[] = [];
  let refusal: ConnectionRefusal | undefined;
  for (const { kind, offered, taken } of fitting(from, to, catalogueOf(registry))) {
    const refused = kind.refuses(offered, taken);
    if (refused) refusal ??= refused;
    else legal.push(kind);
  }
  return refusal ? { legal, refusal } : { legal };
}

interface Fit {
  readonly kind: ConnectionKind;
  readonly offered: Terms<Contract>;
  readonly taken: Terms<Contract>;
}

/** Kinds whose contracts both ends speak, in the catalogue's order. */
function fitting(from: Candidate, to: Candidate, catalogue: Catalogue): readonly Fit[] {
  const fits = portsOf(from, 'out').flatMap((out) =>
    portsOf(to, 'in').flatMap((into) =>
      catalogue
        .between(out.contract, into.contract)
        .map((kind) => ({ kind, offered: out.terms(from.config), taken: into.terms(to.config) })),
    ),
  );
  return fits.length < 2
    ? fits
    : fits.toSorted((a, b) => catalogue.kinds.indexOf(a.kind) - catalogue.kinds.indexOf(b.kind));
}

function portsOf({ service }: Candidate, side: 'in' | 'out'): readonly Port[] {
  return service.ports.filter((port) => port.side === side);
}

/** No contract fits: says what stands against it, and the ways round it that AWS offers. */
function strangers(from: Candidate, to: Candidate, registry: Registry): ConnectionRefusal {
  const ways = [detour(from, to, registry), turned(from, to, registry)].filter((way) => way !== undefined);
  const instead = ways.length > 0 ? ways.join(', or ') : 'leave it out';
  const { why, source, asOf } = stated(from, to) ?? {
    why: `${does(from, 'out')}; ${does(to, 'in')}: no connection joins the two`,
  };
  return { why, instead, ...(source === undefined ? {} : { source }), ...(asOf === undefined ? {} : { asOf }) };
}

/** What the service itself says of this pair. */
function stated(from: Candidate, to: Candidate): (Partial<StatedRefusal> & { readonly why: string }) | undefined {
  return from.service.refusals?.find(
    (refusal) => hasPort(from, 'out', refusal.from) && (refusal.to === undefined || hasPort(to, 'in', refusal.to)),
  );
}

function hasPort(end: Candidate, side: 'in' | 'out', contract: Contract): boolean {
  return portsOf(end, side).some((port) => port.contract === contract);
}

function does(end: Candidate, side: 'in' | 'out'): string {
  const words = portsOf(end, side).map(({ contract }) => CONTRACT_WORDS[contract]);
  if (words.length === 0) return side === 'out' ? `${end.name} starts nothing` : `nothing can be sent to ${end.name}`;
  return `${end.name} ${listed(words)}`;
}

/** `put a function between them (orders → function → alerts)`: the shortest way over one or two services. */
function detour(from: Candidate, to: Candidate, registry: Registry): string | undefined {
  const between = newcomers(registry);
  const leads = (one: Candidate, other: Candidate): boolean =>
    legalKinds(one, other, registry).legal.some(({ role }) => role === 'work');
  const first = between.filter((each) => leads(from, each));
  const direct = first.find((each) => leads(each, to));
  if (direct) return `put ${article(direct)} between them (${from.name} → ${direct.name} → ${to.name})`;
  for (const one of first) {
    const two = between.find((each) => leads(one, each) && leads(each, to));
    if (!two) continue;
    const way = [from, one, two, to].map(({ name }) => name).join(' → ');
    return `put ${article(one)} and ${article(two)} between them (${way})`;
  }
  return undefined;
}

const newcomersOf = new WeakMap<Registry, readonly Candidate[]>();

/** A resource of each service, as it is when new. */
function newcomers(registry: Registry): readonly Candidate[] {
  const known = newcomersOf.get(registry);
  if (known) return known;
  const made = registry.map((service) => {
    const { shortTitle } = service;
    const name = /^[A-Z]{2}/.test(shortTitle) ? shortTitle : shortTitle.toLowerCase();
    const { config } = resolveConfig({}, service.config, { target: { resource: service.id }, name });
    return { name, service, config };
  });
  newcomersOf.set(registry, made);
  return made;
}

function turned(from: Candidate, to: Candidate, registry: Registry): string | undefined {
  const kind = legalKinds(to, from, registry).legal.find(({ role }) => role === 'work');
  return kind && `draw it the other way round (${to.name} → ${from.name}: ${kind.title})`;
}

function article({ name }: Candidate): string {
  return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
}

function refuse(why: string, instead: string): ConnectionChoices {
  return { kinds: [], refusal: { why, instead } };
}
