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
      return fc.double({ min: low, max: Math.min(high, 2), noNaN: true });
    default:
      return field.whole
        ? fc.integer({ min: Math.ceil(low), max: Math.floor(high) })
        : fc.double({ min: low, max: high, noNaN: true });
  }
}

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
