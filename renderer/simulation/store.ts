/** The run that is shown, the one before it, what is under way, and where its time stands. */
import { create } from 'zustand';
import type { LoadProfile, Scenario } from '#shared/document/scenario';
import { seconds } from '#shared/model/unit';
import type { SimulationResult } from '#shared/simulation/result';
import type { Progress } from '#shared/simulation/shard';

/** A finished run with what is needed to say what it was a run of. */
export interface Run {
  readonly result: SimulationResult;
  readonly scenario: string;
  readonly scenarioId: string;
  readonly profile: LoadProfile;
  readonly hasFailures: boolean;
  readonly loadFactor: number;
  /** State of the document that was simulated: see ProjectState.meaning. */
  readonly meaning: number;
  readonly tookMs: number;
}

/** What the person set for the next run, where it differs from the scenario. */
export interface Plan {
  readonly scenario: string;
  readonly duration?: number;
  readonly seed?: number;
  readonly replications: number;
}

export interface SimulationState {
  readonly plan: Plan;
  /** Events that the planned run will take; undefined while that is found out. */
  readonly estimate: number | undefined;
  readonly progress: Progress | undefined;
  readonly run: Run | undefined;
  readonly earlier: Run | undefined;
  readonly trouble: string | undefined;
  /** Column of the series that the cursor stands at; undefined for none. */
  readonly column: number | undefined;
  readonly isPlaying: boolean;
  /** Simulated seconds a second. */
  readonly speed: number;
}

export const DEFAULT_REPLICATIONS = 5;

const fresh = {
  plan: { scenario: '', replications: DEFAULT_REPLICATIONS },
  estimate: undefined,
  progress: undefined,
  run: undefined,
  earlier: undefined,
  trouble: undefined,
  column: undefined,
  isPlaying: false,
  speed: 60,
} satisfies SimulationState;

export const useSimulation = create<SimulationState>(() => fresh);

/** What a tab keeps of its runs while another is shown; one that is under way goes on meanwhile. */
export type KeptRuns = Pick<SimulationState, 'plan' | 'run' | 'earlier' | 'progress' | 'trouble'>;

export function keepRuns(): KeptRuns {
  const { plan, run, earlier, progress, trouble } = useSimulation.getState();
  return { plan, run, earlier, progress, trouble };
}

export function resumeRuns(kept: KeptRuns | undefined): void {
  useSimulation.setState({ ...fresh, ...kept });
}

/** Another document was opened. */
export const forgetRuns = (): void => useSimulation.setState(fresh);

/** Another scenario brings its own duration and seed. */
export const chooseScenario = (scenario: string): void =>
  useSimulation.setState(({ plan: { replications } }) => ({ plan: { scenario, replications }, estimate: undefined }));

export const setPlan = (change: Partial<Plan>): void =>
  useSimulation.setState(({ plan }) => ({ plan: { ...plan, ...change }, estimate: undefined }));

export const setColumn = (column: number | undefined): void => useSimulation.setState({ column });

/** The scenario with what the person changed for the next run. */
export function planned(scenario: Scenario, { duration, seed }: Plan): Scenario {
  return {
    ...scenario,
    ...(duration === undefined ? {} : { duration: seconds(duration) }),
    ...(seed === undefined ? {} : { seed }),
  };
}
