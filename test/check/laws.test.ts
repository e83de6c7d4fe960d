/** What holds of the rules whatever is drawn: arbitrary drawings with arbitrary settings within their bounds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { check } from '#shared/check/check';
import { connectionChoices } from '#shared/document/connectable';
import { applyEdit, canApply } from '#shared/document/edit';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import { describeFields, type FieldDescription } from '#shared/model/field';
import type { Finding, Location } from '#shared/model/finding';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { aDocument, joined, type Part } from '../support/builders';

/** Fixed, so that a run says the same every time; another seed is another search. */
const SEARCH = { numRuns: 25, seed: 1 };

function findingsOf(document: ProjectDocument): readonly Finding[] {
  const { graph } = resolve(document, services);
  return check(graph, services, { capacity: assessCapacity(graph, services, { loadFactor: 1 }) });
}

describe('whatever is drawn', () => {
  it('no rule fails, and the same drawing gives the same findings', () => {
    fc.assert(
      fc.property(drawings, (document) => {
        const findings = findingsOf(document);
        expect(findings.filter(({ rule }) => rule === 'check/rule-failed')).toEqual([]);
        expect(findingsOf(document)).toEqual(findings);
      }),
      SEARCH,
    );
  });

  it('a message is one sentence with figures that are finite', () => {
    fc.assert(
      fc.property(drawings, (document) => {
        for (const { message } of findingsOf(document)) {
          expect(message).not.toMatch(/[.!]$|\b(please|NaN|Infinity|undefined)\b|\[object/i);
        }
      }),
      SEARCH,
    );
  });

  it('a remedy can be applied, leaves values that are possible, and mends what it is for', () => {
    fc.assert(
      fc.property(drawings, (document) => {
        const before = resolve(document, services).findings.length;
        for (const { rule, at, remedy } of findingsOf(document)) {
          if (!remedy) continue;
          expect([rule, canApply(document, remedy.edit, services)]).toEqual([rule, undefined]);
          const { document: after } = applyEdit(document, remedy.edit, services);
          expect([rule, resolve(after, services).findings.length]).toEqual([rule, before]);
          const left = findingsOf(after).filter((finding) => finding.rule === rule && isSame(finding.at, at));
          expect([rule, left.map(({ message }) => message)]).toEqual([rule, []]);
        }
      }),
      SEARCH,
    );
  });
});

function isSame(a: Location, b: Location): boolean {
  return a.resource === b.resource && a.connection === b.connection && a.field === b.field;
}

/** Up to eight resources, the settings of each anywhere within their bounds, joined wherever a kind allows it. */
const drawings: fc.Arbitrary<ProjectDocument> = fc
  .array(fc.constantFrom(...services), { minLength: 1, maxLength: 8 })
  .chain((drawn) =>
    fc.tuple(
      ...drawn.map((service, n) =>
        settings(describeFields(service.config)).map((config) => ({
          id: `${service.id}-${n}`,
          service: service.id,
          name: `${service.id}-${n}`,
          config,
        })),
      ),
    ),
  )
  .chain((resources) => {
    const possible = resources.flatMap((from) =>
      resources.flatMap((to) => connectionChoices(from, to, services).kinds.map((kind) => ({ from, to, kind }))),
    );
    return fc.subarray(possible, { maxLength: Math.min(12, possible.length) }).chain((chosen) =>
      fc.tuple(...chosen.map(({ kind }) => settings(describeFields(kind.config)))).map((configs) => {
        const connections = chosen.map(({ from, to, kind }, n) =>
          joined(kind.id, from.id, to.id, configs[n], `${from.id}--${to.id}--${n}`),
        );
        return aDocument(...resources.map((resource): Part => ({ resource })), ...connections);
      }),
    );
  });

function settings(fields: readonly FieldDescription[]): fc.Arbitrary<Config> {
  return fc
    .tuple(...fields.map((field) => fc.option(valueOf(field), { nil: undefined, freq: 2 })))
    .map((values) =>
      Object.fromEntries(fields.flatMap(({ name }, n) => (values[n] === undefined ? [] : [[name, values[n]]]))),
    );
}

function valueOf({ kind, options = [], min = 0, max = 1, whole }: FieldDescription): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'choice':
      return fc.constantFrom(...options);
    case 'flag':
      return fc.boolean();
    case 'text':
      return fc.constantFrom('', '/', '/orders', '{"type": ["order"]}', 'not json');
    case 'distribution':
      return fc.record({
        distribution: fc.constantFrom('constant', 'exponential', 'lognormal'),
        mean: within(min, Math.min(max, 900), false),
        scv: fc.constantFrom(0, 1, 4),
      });
    default:
      return within(min, max, whole ?? false);
  }
}

/** Bounds, small values and everything between: large ranges are drawn by their order of magnitude. */
function within(min: number, max: number, whole: boolean): fc.Arbitrary<number> {
  const between = fc.double({ min: 0, max: 1, noNaN: true }).map((share) => {
    const value = min + (max - min) ** share - 1 + (max - min <= 1 ? share * (max - min) : 0);
    const bounded = Math.min(max, Math.max(min, value));
    return whole ? Math.round(bounded) : bounded;
  });
  return fc.oneof(fc.constant(min), fc.constant(max), between);
}
