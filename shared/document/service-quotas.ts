/** What `aws service-quotas list-service-quotas` prints, as the quotas of an account that Spillway knows. */
import { z } from 'zod';
import type { Registry } from '#shared/model/service';
import { parseJson } from './parse-json';

/** Service Quotas: the fields that are read of each quota. */
const listed = z.looseObject({
  QuotaCode: z.string(),
  Value: z.number().min(0),
  ServiceCode: z.string().exactOptional(),
  QuotaArn: z.string().exactOptional(),
});
const answer = z.looseObject({ Quotas: z.array(z.unknown()) });

export interface AppliedQuotas {
  /** Values by the ids of the quotas here. */
  readonly quotas: Readonly<Record<string, number>>;
  /** Quotas of the list that nothing here depends on. */
  readonly others: number;
  /** Regions that the list speaks of, by its ARNs. */
  readonly regions: readonly string[];
}

const EXPECTED =
  'expected is what “aws service-quotas list-service-quotas --service-code lambda --output json” prints, an object with a list “Quotas”';

/**
 * Reads one answer of Service Quotas, a list of its quotas, or a list of answers. Never throws: what cannot be read is a
 * sentence that says what was expected.
 */
export function readServiceQuotas(text: string, registry: Registry): AppliedQuotas | { readonly problem: string } {
  if (text.trim() === '') return { problem: `there is nothing to read: ${EXPECTED}` };
  const parsed = parseJson(text);
  if ('what' in parsed) {
    return { problem: `line ${parsed.place.line}, column ${parsed.place.column}: ${parsed.what}; ${EXPECTED}` };
  }
  const entries = entriesOf(parsed.value);
  if (!entries) return { problem: `this is other JSON: ${EXPECTED}` };
  if (entries.length === 0) return { problem: `its list of quotas is empty: ${EXPECTED}` };
  const known = new Map(
    registry
      .flatMap(({ quotas }) => quotas)
      .flatMap(({ id, quotaCode }) => (quotaCode === undefined ? [] : [[quotaCode, id] as const])),
  );
  const quotas: Record<string, number> = {};
  const regions = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const read = listed.safeParse(entry);
    if (!read.success) {
      return { problem: `quota ${index + 1} of the list has no text “QuotaCode” with a number “Value”: ${EXPECTED}` };
    }
    const { QuotaCode: code, Value: value, QuotaArn: arn } = read.data;
    const region = arn?.split(':')[3];
    if (region) regions.add(region);
    const id = known.get(code);
    if (id !== undefined) quotas[id] = value;
  }
  const applied = Object.keys(quotas).length;
  if (applied === 0) {
    const codes = [...known.keys()].toSorted().join(', ');
    return { problem: `none of its ${entries.length} quotas is one that a design here depends on (${codes})` };
  }
  return { quotas, others: entries.length - applied, regions: [...regions].toSorted() };
}

function entriesOf(value: unknown): readonly unknown[] | undefined {
  const one = answer.safeParse(value);
  if (one.success) return one.data.Quotas;
  if (!Array.isArray(value)) return undefined;
  const answers = z.array(answer).safeParse(value);
  return answers.success && value.length > 0 ? answers.data.flatMap(({ Quotas }) => Quotas) : value;
}
