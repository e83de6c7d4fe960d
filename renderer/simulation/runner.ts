/** Between the store and the worker: starts, cancels and keeps runs. */
import type { Scenario } from '#shared/document/scenario';
import type { SimulationOptions } from '#shared/simulation/simulate';
import { speak } from '../app/notices';
import { counted } from '../design/format';
import { useEvaluation } from '../evaluation/store';
import { currentDocument, useProject } from '../project/store';
import { SimulationClient, type SimulationPort } from './client';
import { startSimulationWorker } from './start-worker';
import { forgetRuns, type Run, useSimulation } from './store';

let client: SimulationClient | undefined;
let pending: Omit<Run, 'result' | 'tookMs'> | undefined;

export function startRun(scenario: Scenario): void {
  const { replications } = useSimulation.getState().plan;
  const { loadFactor } = useEvaluation.getState();
  pending = {
    scenario: scenario.name,
    scenarioId: scenario.id,
    profile: scenario.profile,
    hasFailures: scenario.failures.length > 0,
    loadFactor,
    meaning: useProject.getState().meaning,
  };
  useSimulation.setState({ progress: { fraction: 0, events: 0 }, trouble: undefined, isPlaying: false });
  theClient().run(currentDocument(), optionsOf(scenario, loadFactor, replications));
  speak(`The simulation of ${scenario.name} has begun.`);
}

export const cancelRun = (): void => theClient().cancel();

/** Asks for the events of the planned run, unless one is under way. */
export function estimateRun(scenario: Scenario): void {
  const { progress, plan } = useSimulation.getState();
  if (progress) return;
  theClient().estimate(currentDocument(), optionsOf(scenario, useEvaluation.getState().loadFactor, plan.replications));
}

export function optionsOf(scenario: Scenario, loadFactor: number, replications: number): SimulationOptions {
  const { duration, seed, profile, failures, warmUp } = scenario;
  return { duration, seed, profile, failures, loadFactor, replications, ...(warmUp === undefined ? {} : { warmUp }) };
}

function theClient(): SimulationClient {
  if (client) return client;
  const begun = new SimulationClient(startSimulationWorker as unknown as () => SimulationPort, {
    progressed: (progress) => useSimulation.setState({ progress }),
    estimated: (estimate) => useSimulation.setState({ estimate, trouble: undefined }),
    finished: (result, tookMs) => {
      useSimulation.setState({ progress: undefined });
      if (pending) keep({ ...pending, result, tookMs });
    },
    failed: (trouble) => {
      useSimulation.setState({ progress: undefined, estimate: undefined, trouble });
      speak(trouble);
    },
  });
  useProject.subscribe((state, before) => {
    if (state.opened === before.opened && state.history) return;
    begun.reset();
    forgetRuns();
  });
  client = begun;
  return begun;
}

function keep(run: Run): void {
  const { outcome, series, events } = run.result;
  if (series.columns === 0) {
    speak('The simulation was cancelled.');
    return;
  }
  useSimulation.setState(({ run: before }) => ({ run, earlier: before, column: undefined, isPlaying: false }));
  speak(
    outcome === 'completed'
      ? `The simulation is finished: ${counted(events, 'event')}.`
      : 'The simulation ended early: what it found until then is shown.',
  );
}
