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

/** A scenario as load over time. */
export interface LoadCurve {
  readonly id: string;
  readonly name: string;
  /** Straight lines between [seconds from the start, factor of the drawn load], in rising time; a jump is two points. */
  readonly points: readonly (readonly [seconds: number, factor: number])[];
  /** One after the other, from the start to the end. */
  readonly windows: readonly LoadWindow[];
}

export interface LoadWindow {
  readonly from: number;
  readonly to: number;
  /** Mean over the window. */
  readonly factor: number;
  /** What a caller sees at that load, by connection id. */
  readonly expected: Readonly<
    Record<string, { readonly throttledShare: number; readonly failedShare: number; readonly latencySeconds: number }>
  >;
}
