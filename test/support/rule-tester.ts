/** One shape for the test of a rule: drawings in which it says nothing, and drawings in which it says exactly this. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { check } from '#shared/check/check';
import { applyEdit, canApply } from '#shared/document/edit';
import type { ProjectDocument } from '#shared/document/schema';
import type { Finding, Location } from '#shared/model/finding';
import type { RuleBase } from '#shared/model/rule';
import { services } from '#shared/services/registry';
import { aDocument, graphOf, type Part } from './builders';

export interface Expected {
  readonly drawn: readonly Part[];
  /** The exact message; a list where the rule speaks of several places. */
  readonly message: string | readonly string[];
  readonly at: Location | readonly Location[];
  /** Title of the remedy; left out where no edit can mend it. */
  readonly remedy?: string;
}

export interface RuleCases {
  /** What the drawing is → the drawing. */
  readonly valid: Readonly<Record<string, readonly Part[]>>;
  readonly invalid: Readonly<Record<string, Expected>>;
}

/** Rules are run as the app runs them: with all others, over a resolved document, after the capacity engine. */
export function testRule(rule: RuleBase, { valid, invalid }: RuleCases): void {
  describe(`${rule.id}: ${rule.title}`, () => {
    for (const [sentence, drawn] of Object.entries(valid)) {
      it(`says nothing of ${sentence}`, () => {
        expect(findingsOf(rule, aDocument(...drawn)).map(({ message }) => message)).toEqual([]);
      });
    }
    for (const [sentence, expected] of Object.entries(invalid)) {
      const document = aDocument(...expected.drawn);
      it(`speaks of ${sentence}`, () => {
        const found = findingsOf(rule, document);
        expect(found.map(({ message }) => message)).toEqual([expected.message].flat());
        expect(found.map(({ at }) => at)).toEqual([expected.at].flat());
        expect(found[0]?.remedy?.title).toBe(expected.remedy);
        for (const { message } of found) expect(message).not.toMatch(/[.!]$|\bplease\b/i);
      });
      if (expected.remedy === undefined) continue;
      it(`has a remedy for ${sentence}`, () => {
        const [finding] = findingsOf(rule, document);
        const edit = finding?.remedy?.edit;
        if (!finding || !edit) throw new Error(`${rule.id} offers no remedy`);
        expect(canApply(document, edit, services)).toBeUndefined();
        const { document: mended } = applyEdit(document, edit, services);
        expect(findingsOf(rule, mended).filter(({ at }) => isSame(at, finding.at))).toEqual([]);
      });
    }
  });
}

/** What a rule says of a document. A rule that throws fails the test. */
export function findingsOf(rule: RuleBase, document: ProjectDocument): readonly Finding[] {
  const graph = graphOf(document);
  const findings = check(graph, services, { capacity: assessCapacity(graph, services, { loadFactor: 1 }) });
  expect(findings.filter((finding) => finding.rule === 'check/rule-failed')).toEqual([]);
  return findings.filter((finding) => finding.rule === rule.id);
}

function isSame(a: Location, b: Location): boolean {
  return a.resource === b.resource && a.connection === b.connection && a.field === b.field;
}
