/** The part of an evaluation that an export speaks of. An Evaluation is one. */
import type { EmitFigures } from '#shared/model/cdk';
import type { LadderEntry } from '#shared/model/capacity';
import type { Finding } from '#shared/model/finding';

export interface ExportFigures extends EmitFigures {
  readonly entryPerSecond: number;
  readonly sustains: { readonly perSecond: number; readonly resource: string; readonly title: string } | null;
  readonly ladder: readonly LadderEntry[];
  readonly findings: readonly Finding[];
  readonly cost: { readonly usdPerMonth: number; readonly region: string; readonly asOf: string };
}
