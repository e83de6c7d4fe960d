/** What the app and the evaluation worker say to each other. */
import type { ProjectDocument } from '#shared/document/schema';
import type { JudgedAssertion } from '#shared/evaluation/assertions';
import type { Evaluation } from '#shared/evaluation/evaluation';

export interface EvaluationRequest {
  readonly run: number;
  /** Left out where it is the one of the request before. */
  readonly document?: ProjectDocument;
  /** Multiplies the rate of every entry resource. */
  readonly loadFactor: number;
}

export type EvaluationReply =
  | {
      readonly run: number;
      readonly evaluation: Evaluation;
      /** The document's assertions, each at the load that it names, whatever load was asked for. */
      readonly assertions: readonly JudgedAssertion[];
      readonly tookMs: number;
    }
  /** It could not be evaluated: a mistake of ours, told and not hidden. */
  | { readonly run: number; readonly trouble: string };
