/** A project evaluated at the load, in the Region, with the quotas and the free tier that the options ask for. */
import { loadPrices } from '#shared/cost/regions';
import type { ProjectDocument } from '#shared/document/schema';
import { evaluate } from '#shared/evaluation/evaluate';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { services } from '#shared/services/registry';
import type { Arguments } from './arguments';
import { loadFactorOf } from './load';
import { pricesIn } from './price-file';
import type { Project } from './project';
import { withQuotasOf } from './quota-file';

export interface Assessed {
  /** The document as it was evaluated: in the Region and with the quotas that were asked for. */
  readonly document: ProjectDocument;
  /** With what reading found before what evaluating found. */
  readonly evaluation: Evaluation;
  /** The same document at other loads. */
  readonly evaluateAt: (loadFactor: number) => Evaluation;
}

export async function assess({ document: read, findings }: Project, { values, flags }: Arguments): Promise<Assessed> {
  const region = values.get('region');
  const there = region === undefined ? read : { ...read, account: { ...read.account, region } };
  const quotas = values.get('quotas');
  const document = quotas === undefined ? there : await withQuotasOf(quotas, there);
  const file = values.get('prices');
  const prices = file === undefined ? await loadPrices(document.account.region) : await pricesIn(file, document);
  const options = flags.has('free-tier') ? { freeTier: true } : {};
  const evaluateAt = (loadFactor: number): Evaluation => {
    const evaluation = evaluate(document, services, prices, { ...options, loadFactor });
    return { ...evaluation, findings: [...findings, ...evaluation.findings] };
  };
  return { document, evaluation: evaluateAt(loadFactorOf(values.get('load'), document)), evaluateAt };
}
