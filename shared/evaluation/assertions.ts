/** Judges what a document asserts of itself: what the design must sustain, cost at most, and so on. */
import type { Assertion } from '#shared/document/assertion';
import type { ProjectDocument } from '#shared/document/schema';
import { usdText } from '#shared/model/figures';
import { listed, roughTime } from '#shared/model/wording';
import type { EvaluatedLimit, Evaluation } from './evaluation';
import { number, percent } from './figures';

export interface JudgedAssertion {
  readonly id: string;
  readonly kind: Assertion['kind'];
  readonly holds: boolean;
  /** What was found, with the figure that was asked for: `sustains 571/s, 800/s or more is asked for`. */
  readonly message: string;
}

/** Growth of a backlog below this share of what is offered is rounding. */
const GROWING = 1e-9;

/**
 * Judges every assertion, in the document's order. What cannot be known, such as a bill with unknown prices, does not
 * hold: nobody has shown that it does.
 * @param evaluateAt evaluates the same document at a factor of the drawn load; called once for each factor
 */
export function judgeAssertions(
  { assertions, resources }: Pick<ProjectDocument, 'assertions' | 'resources'>,
  evaluateAt: (loadFactor: number) => Evaluation,
): readonly JudgedAssertion[] {
  const names = new Map(resources.map(({ id, name }) => [id, name]));
  const known = new Map<number, Evaluation>();
  const at = (loadFactor: number): Evaluation => {
    const evaluation = known.get(loadFactor) ?? evaluateAt(loadFactor);
    known.set(loadFactor, evaluation);
    return evaluation;
  };
  return assertions.map((assertion) => {
    const factor = ('loadFactor' in assertion ? assertion.loadFactor : undefined) ?? 1;
    const { id, kind } = assertion;
    const verdict = judge(assertion, at(factor), (resource) => names.get(resource) ?? resource);
    const load = factor === 1 ? '' : `at ${number(factor)} × the load as drawn: `;
    return { id, kind, holds: verdict.holds, message: load + verdict.message };
  });
}

interface Verdict {
  readonly holds: boolean;
  readonly message: string;
}

type NameOf = (resource: string) => string;

function judge(assertion: Assertion, evaluation: Evaluation, nameOf: NameOf): Verdict {
  switch (assertion.kind) {
    case 'sustains':
      return judgeSustains(assertion.atLeast, evaluation);
    case 'cost':
      return judgeCost(assertion.atMost, evaluation);
    case 'headroom':
      return judgeHeadroom(assertion, evaluation, nameOf);
    case 'latency':
      return judgeLatency(assertion, evaluation, nameOf);
    case 'no-errors':
      return judgeErrors(evaluation);
    case 'no-loss':
      return judgeLoss(evaluation, nameOf);
    default:
      return assertion satisfies never;
  }
}

function judgeSustains(atLeast: number, { sustains }: Evaluation): Verdict {
  const asked = `${number(atLeast)}/s or more is asked for`;
  if (!sustains) return { holds: true, message: `no limit moves with the load, ${asked}` };
  const { perSecond, title } = sustains;
  return { holds: perSecond >= atLeast, message: `sustains ${number(perSecond)}/s (${title}), ${asked}` };
}

function judgeCost(atMost: number, { cost }: Evaluation): Verdict {
  const asked = `${usdText(atMost)} or less is asked for`;
  if (cost.asOf === '') return { holds: false, message: `no prices are known for ${cost.region}, ${asked}` };
  const found = `costs ${usdText(cost.usdPerMonth)} a month`;
  if (cost.unpriced.length > 0) {
    return { holds: false, message: `${found} without ${listed(cost.unpriced)}, whose price is not known; ${asked}` };
  }
  return { holds: cost.usdPerMonth <= atMost, message: `${found}, ${asked}` };
}

/** A limit that is set on purpose is meant to be full: it needs no room. */
function judgeHeadroom(
  { atLeast, resource }: { readonly atLeast: number; readonly resource?: string },
  { resources }: Evaluation,
  nameOf: NameOf,
): Verdict {
  const asked = `${percent(atLeast)} or more is asked for`;
  if (resource !== undefined && !resources[resource]) return unknownResource(resource);
  const looked = resource === undefined ? Object.entries(resources) : [[resource, resources[resource]] as const];
  let fullest: { readonly limit: EvaluatedLimit; readonly of: string } | undefined;
  for (const [of, found] of looked) {
    for (const limit of found?.limits ?? []) {
      if (limit.isDeliberate) continue;
      if (!fullest || limit.utilisation > fullest.limit.utilisation) fullest = { limit, of };
    }
  }
  if (!fullest) return { holds: true, message: `nothing is limited there, ${asked}` };
  const room = 1 - fullest.limit.utilisation;
  const found = `${percent(Math.max(0, room))} is free under ${fullest.limit.title} of ${nameOf(fullest.of)}`;
  return { holds: room >= atLeast, message: `${found}, ${asked}` };
}

function judgeLatency(
  { resource, atMost }: { readonly resource: string; readonly atMost: number },
  { resources }: Evaluation,
  nameOf: NameOf,
): Verdict {
  const found = resources[resource];
  if (!found) return unknownResource(resource);
  const asked = `${roughTime(atMost)} or less is asked for`;
  if (found.waitingPerSecond > GROWING * found.offeredPerSecond) {
    const growth = `the backlog of ${nameOf(resource)} grows by ${number(found.waitingPerSecond)}/s`;
    return { holds: false, message: `${growth}, so its latency grows too; ${asked}` };
  }
  const mean = `mean latency of ${nameOf(resource)} is ${number(found.latencySeconds)} s`;
  return { holds: found.latencySeconds <= atMost, message: `${mean}, ${asked}` };
}

function judgeErrors({ findings }: Evaluation): Verdict {
  const count = findings.filter(
    ({ severity, acknowledged }) => severity === 'error' && acknowledged === undefined,
  ).length;
  if (count === 0) return { holds: true, message: 'no error stands' };
  return { holds: false, message: count === 1 ? '1 error stands' : `${number(count)} errors stand` };
}

function judgeLoss({ overflow }: Evaluation, nameOf: NameOf): Verdict {
  const lost = overflow.filter(({ ends, rate }) => ends === 'lost' && rate > 0);
  if (lost.length === 0) return { holds: true, message: 'no work is lost' };
  const total = lost.reduce((sum, { rate }) => sum + rate, 0);
  const places = [...new Set(lost.map(({ at }) => nameOf(at)))];
  return { holds: false, message: `${number(total)}/s is lost at ${listed(places)}` };
}

function unknownResource(resource: string): Verdict {
  return { holds: false, message: `there is no resource ${resource} in the drawing` };
}
