/** Random legal drawings for laws: any services, any kinds that AWS allows between them, loops included. */
import fc from 'fast-check';
import type { Config } from '#shared/model/graph';
import { describeFields, type FieldDescription } from '#shared/model/field';
import { services } from '#shared/services/registry';
import type { Drawn } from './drawing';

const bySide = (service: (typeof services)[number], side: 'in' | 'out') =>
  new Map(service.ports.filter((port) => port.side === side).map((port) => [port.contract, port]));

/** Values that a field allows, near its usual ones: bounds of years and terabytes teach nothing here. */
function valueOf(field: FieldDescription): fc.Arbitrary<unknown> | undefined {
  const low = field.min ?? 0;
  const high = Math.min(field.max ?? 1, Math.max(low * 10, 1000));
  switch (field.kind) {
    case 'choice':
      return fc.constantFrom(...(field.options ?? []));
    case 'flag':
      return fc.boolean();
    case 'text':
      return undefined;
    case 'distribution':
      return fc.record({
        distribution: fc.constantFrom('constant', 'exponential', 'lognormal'),
        mean: fc.constantFrom(0.002, 0.05, 0.3, 5),
        scv: fc.constantFrom(0.5, 1, 4),
      });
    case 'ratio':
      return between(low, Math.min(high, 2));
    default:
      return field.whole ? fc.integer({ min: Math.ceil(low), max: Math.floor(high) }) : between(low, high);
  }
}

/** Any two decimal places of the way: `fc.double` would mostly give figures such as 1e-200. */
const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.nat(100).map((percent) => low + ((high - low) * percent) / 100);

function configOf(schema: (typeof services)[number]['config']): fc.Arbitrary<Config> {
  const fields = describeFields(schema).flatMap((field) => {
    const value = valueOf(field);
    return value ? [[field.name, value] as const] : [];
  });
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] }) as fc.Arbitrary<Config>;
}

const resource = fc
  .constantFrom(...services)
  .chain((service) => configOf(service.config).map((config) => [service.id, config] as const));

const ALL_KINDS = services.flatMap(({ connections }) => connections);
const configOfService = new Map(services.map(({ id, config }) => [id, configOf(config)]));
const kindConfigs = new Map(ALL_KINDS.map((kind) => [kind.id, configOf(kind.config)]));

/** Up to 8 resources; each drawn pair that some kind allows is joined by it. */
export const randomDrawing: fc.Arbitrary<Drawn> = fc.array(resource, { minLength: 1, maxLength: 8 }).chain((list) =>
  fc
    .array(
      fc.tuple(
        fc.nat(list.length - 1),
        fc.nat(list.length - 1),
        fc.nat(ALL_KINDS.length),
        fc.infiniteStream(fc.nat(1)),
      ),
      {
        maxLength: 14,
      },
    )
    .chain((pairs) => {
      const joined = new Map<string, readonly [string, string, string]>();
      for (const [a, b, pick] of pairs) {
        const kinds = legal(list[a], list[b]);
        const kind = kinds[pick % Math.max(1, kinds.length)];
        if (a !== b && kind) joined.set(`${a} ${b} ${kind.role}`, [kind.id, `r${a}`, `r${b}`]);
      }
      const connections = [...joined.values()];
      return fc
        .tuple(...connections.map(([kind]) => kindConfigs.get(kind) ?? fc.constant({})))
        .map((configs): Drawn => ({
          resources: Object.fromEntries(list.map(([service, config], index) => [`r${index}`, [service, config]])),
          connections: connections.map(([kind, from, to], index) => [kind, from, to, configs[index] ?? {}]),
        }));
    }),
);

function legal(from: readonly [string, Config] | undefined, to: readonly [string, Config] | undefined) {
  const sender = services.find(({ id }) => id === from?.[0]);
  const receiver = services.find(({ id }) => id === to?.[0]);
  if (!sender || !receiver || !from || !to) return [];
  const outs = bySide(sender, 'out');
  const ins = bySide(receiver, 'in');
  return ALL_KINDS.filter((kind) => {
    const out = outs.get(kind.from);
    const into = ins.get(kind.to);
    if (!out || !into) return false;
    return !kind.refuses(out.terms(sender.config.parse(from[1])), into.terms(receiver.config.parse(to[1])));
  });
}

interface Step {
  readonly from: number;
  readonly kind: number;
  readonly to: number;
  readonly isNew: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  from: fc.nat(),
  kind: fc.nat(),
  to: fc.nat(),
  // Mostly on to something new, so that work goes far; else back to what is there, which closes loops.
  isNew: fc.nat(2).map((one) => one > 0),
});

const plain = (service: string): readonly [string, Config] => [service, {}];

/** A drawing that grew from a client, so that work flows through all of it. Up to 10 connections. */
export const busyDrawing: fc.Arbitrary<Drawn> = fc
  .record({
    rate: fc.constantFrom(1, 50, 400, 3000),
    steps: fc.array(step, { minLength: 1, maxLength: 10 }),
  })
  .chain(({ rate, steps }) => {
    const list: (readonly [string, Config])[] = [['client', { rate }]];
    const joined = new Map<string, readonly [string, number, number]>();
    for (const each of steps) {
      const from = each.from % list.length;
      const others = list.map((_, index) => index).filter((index) => index !== from);
      const ends = each.isNew
        ? services.flatMap((service) => {
            const end = plain(service.id);
            return legal(list[from], end).map((kind) => ({ kind, end, at: list.length }));
          })
        : others.flatMap((at) => legal(list[from], list[at]).map((kind) => ({ kind, end: list[at]!, at })));
      const chosen = ends[each.kind % Math.max(1, ends.length)];
      if (!chosen) continue;
      if (chosen.at === list.length) list.push(chosen.end);
      joined.set(`${from} ${chosen.at} ${chosen.kind.role}`, [chosen.kind.id, from, chosen.at]);
    }
    const connections = [...joined.values()];
    return fc
      .tuple(
        fc.tuple(...list.slice(1).map(([service]) => configOfService.get(service) ?? fc.constant({}))),
        fc.tuple(...connections.map(([kind]) => kindConfigs.get(kind) ?? fc.constant({}))),
      )
      .map(([configs, kinds]): Drawn => ({
        resources: Object.fromEntries(
          list.map(([service, config], at) => [`r${at}`, [service, at === 0 ? config : configs[at - 1]!]]),
        ),
        connections: connections.map(([kind, from, to], at) => [kind, `r${from}`, `r${to}`, kinds[at] ?? {}]),
      }));
  });
