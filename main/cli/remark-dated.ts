import type { ProjectDocument } from '#shared/document/schema';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { datedSentences } from '#shared/report/dated';
import { services } from '#shared/services/registry';
import type { Terminal } from './terminal';

/** Says beside a result that it stands on facts which nobody has read for a year. */
export function remarkDated(document: ProjectDocument, { cost }: Evaluation, terminal: Terminal): void {
  const today = new Date().toISOString().slice(0, 10);
  for (const sentence of datedSentences(document, cost, services, today)) terminal.remark(`note: ${sentence}`);
}
