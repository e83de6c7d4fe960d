/** How a figure came about: shown wherever the figure is. */
export interface ExplanationInput {
  readonly name: string;
  readonly value: number | string;
  readonly unit?: string;
  /** The field of the drawing it was read from, when it was. */
  readonly field?: string;
}

export interface Explanation {
  /** In the words and symbols of the field: `offered load = arrival rate × duration`. */
  readonly formula: string;
  readonly inputs: readonly ExplanationInput[];
  /** Page that states the quota, the price or the formula. */
  readonly source?: string;
  readonly asOf?: string;
}

/**
 * How far a figure can be trusted: `exact` follows from the stated rates by arithmetic or an exact closed form;
 * `approximation` has a known error band; `simulate` means that only a run over time can tell.
 */
export type Grade = 'exact' | 'approximation' | 'simulate';

/** Explanations are built when somebody asks, not in every pass of the solver. */
export type Because = () => Explanation;
