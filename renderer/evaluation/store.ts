/** The newest evaluation. Cards and connections read their own part of it by id, so that only what changed is drawn. */
import { create } from 'zustand';
import type { JudgedAssertion } from '#shared/evaluation/assertions';
import type { EvaluatedConnection, EvaluatedResource, Evaluation } from '#shared/evaluation/evaluation';

export interface EvaluationState {
  readonly evaluation: Evaluation | undefined;
  /** The document's assertions as they were judged with it. */
  readonly assertions: readonly JudgedAssertion[];
  /** Where the load dial stands: factor of the drawn load. */
  readonly loadFactor: number;
  readonly isWorking: boolean;
  /** Why the figures may be old. */
  readonly trouble: string | undefined;
  readonly tookMs: number;
}

export const MIN_LOAD = 0.1;
export const MAX_LOAD = 10;

export const useEvaluation = create<EvaluationState>(() => ({
  evaluation: undefined,
  assertions: [],
  loadFactor: 1,
  isWorking: false,
  trouble: undefined,
  tookMs: 0,
}));

export function setLoadFactor(factor: number): void {
  useEvaluation.setState({ loadFactor: Math.min(MAX_LOAD, Math.max(MIN_LOAD, factor)) });
}

/** The dial of the design that is shown next; the figures of the one before do not belong to it. */
export function resumeDial(loadFactor: number): void {
  useEvaluation.setState({ loadFactor, evaluation: undefined, assertions: [] });
}

export const useEvaluatedResource = (id: string): EvaluatedResource | undefined =>
  useEvaluation((state) => state.evaluation?.resources[id]);

export const useEvaluatedConnection = (id: string): EvaluatedConnection | undefined =>
  useEvaluation((state) => state.evaluation?.connections[id]);
