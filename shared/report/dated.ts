/** What stands on facts that have not been read for a year. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { usdText } from '#shared/model/figures';
import { isOlderThanAYear } from '#shared/model/fact';
import type { ServiceDefinition } from '#shared/model/service';

/**
 * A sentence for the prices on the bill and one for the quotas of the services that are drawn, where any of them was
 * read more than a year ago.
 * @param day The day of the question, as YYYY-MM-DD.
 */
export function datedSentences(
  document: ProjectDocument,
  cost: Evaluation['cost'],
  services: readonly ServiceDefinition[],
  day: string,
): readonly string[] {
  return [priceSentence(cost, day), quotaSentence(document, services, day)].filter(
    (sentence) => sentence !== undefined,
  );
}

function priceSentence({ lines, usdPerMonth }: Evaluation['cost'], day: string): string | undefined {
  const old = lines.filter(({ because }) => because.asOf !== undefined && isOlderThanAYear(because.asOf, day));
  const [oldest] = old.toSorted((a, b) => ((a.because.asOf ?? '') < (b.because.asOf ?? '') ? -1 : 1));
  if (!oldest) return undefined;
  const part = old.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
  return (
    `${usdText(part)} of the ${usdText(usdPerMonth)} a month stand on prices more than a year old, ` +
    `the oldest (${oldest.title}) of ${oldest.because.asOf}: "spillway prices refresh" takes newer ones`
  );
}

function quotaSentence(
  { resources }: ProjectDocument,
  services: readonly ServiceDefinition[],
  day: string,
): string | undefined {
  const drawn = new Set(resources.map(({ service }) => service));
  const old = services
    .filter(({ id }) => drawn.has(id))
    .flatMap(({ quotas }) => quotas)
    .filter(({ asOf }) => isOlderThanAYear(asOf, day));
  const [oldest] = old.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1));
  if (!oldest) return undefined;
  const many = old.length === 1 ? 'one quota was' : `${old.length} quotas were`;
  return `${many} last read more than a year ago, ${oldest.title} on ${oldest.asOf}: look at ${oldest.source} first`;
}
