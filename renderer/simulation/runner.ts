/** Between the store and the worker: starts, cancels and keeps runs. */
import type { Scenario } from '#shared/document/scenario';
import type { SimulationOptions } from '#shared/simulation/simulate';
import { speak, tell } from '../app/notices';
import { counted } from '../design/format';
import { useEvaluation } from '../evaluation/store';
import { currentDocument, useProject } from '../project/store';
import { changeRuns, facesOf, showTab, shownTab, useTabs } from '../project/tabs';
import { SimulationClient, type SimulationPort } from './client';
import { startSimulationWorker } from './start-worker';
import { forgetRuns, type Run, useSimulation } from './store';

/** A worker and the tab that it works for: a run goes on while another tab is shown. */
interface Runner {
  tab: string;
  readonly client: SimulationClient;
  /** The run that is under way. */
  pending: Omit<Run, 'result' | 'tookMs'> | undefined;
}

const runners: Runner[] = [];

export function startRun(scenario: Scenario): void {
  const { replications } = useSimulation.getState().plan;
  const { loadFactor } = useEvaluation.getState();
  const runner = theRunner();
  runner.pending = {
    scenario: scenario.name,
    scenarioId: scenario.id,
    profile: scenario.profile,
    hasFailures: scenario.failures.length > 0,
    loadFactor,
    meaning: useProject.getState().meaning,
  };
  useSimulation.setState({ progress: { fraction: 0, events: 0 }, trouble: undefined, isPlaying: false });
  runner.client.run(currentDocument(), optionsOf(scenario, loadFactor, replications));
  speak(`The simulation of ${scenario.name} has begun.`);
}

export const cancelRun = (): void => theRunner().client.cancel();

/** Asks for the events of the planned run, unless one is under way. */
export function estimateRun(scenario: Scenario): void {
  const { progress, plan } = useSimulation.getState();
  if (progress) return;
  const options = optionsOf(scenario, useEvaluation.getState().loadFactor, plan.replications);
  theRunner().client.estimate(currentDocument(), options);
}

export function optionsOf(scenario: Scenario, loadFactor: number, replications: number): SimulationOptions {
  const { duration, seed, profile, failures, warmUp } = scenario;
  return { duration, seed, profile, failures, loadFactor, replications, ...(warmUp === undefined ? {} : { warmUp }) };
}

/** The one that works for the shown tab: its own, or one that has no run under way, or a new one. */
function theRunner(): Runner {
  const tab = shownTab();
  if (tab === undefined) throw new Error('nothing is shown that could be simulated');
  const runner = runners.find((each) => each.tab === tab) ?? runners.find((each) => !each.pending) ?? begin(tab);
  if (runner.tab !== tab) {
    runner.client.reset();
    runner.tab = tab;
  }
  return runner;
}

function begin(tab: string): Runner {
  if (runners.length === 0) followTabs();
  const client = new SimulationClient(startSimulationWorker as unknown as () => SimulationPort, {
    progressed: (progress) => changeRuns(runner.tab, () => ({ progress })),
    estimated: (estimate) => {
      if (runner.tab === shownTab()) useSimulation.setState({ estimate, trouble: undefined });
    },
    finished: (result, tookMs) => {
      const { tab: of, pending } = runner;
      runner.pending = undefined;
      changeRuns(of, () => ({ progress: undefined }));
      if (pending) keep(of, { ...pending, result, tookMs });
    },
    failed: (trouble) => {
      runner.pending = undefined;
      changeRuns(runner.tab, () => ({ progress: undefined, trouble }));
      if (runner.tab !== shownTab()) return;
      useSimulation.setState({ estimate: undefined });
      speak(trouble);
    },
  });
  const runner: Runner = { tab, client, pending: undefined };
  runners.push(runner);
  return runner;
}

/** Runs end with their tab, and with their design where another one takes its place in the tab. */
function followTabs(): void {
  useTabs.subscribe(({ tabs }) => {
    for (const runner of runners) if (!tabs.some(({ id }) => id === runner.tab)) stop(runner);
  });
  useProject.subscribe(({ tab, opened }, before) => {
    if (tab === before.tab && opened === before.opened) return;
    if (tab === before.tab) for (const runner of runners) if (runner.tab === tab) stop(runner);
    forgetRuns();
  });
}

function stop(runner: Runner): void {
  runner.client.reset();
  runner.pending = undefined;
}

function keep(tab: string, run: Run): void {
  const isShown = tab === shownTab();
  const { outcome, series, events } = run.result;
  if (series.columns === 0) {
    if (isShown) speak('The simulation was cancelled.');
    return;
  }
  changeRuns(tab, ({ run: before }) => ({ run, earlier: before }));
  if (!isShown) {
    const name = facesOf().find(({ id }) => id === tab)?.title ?? '';
    const title = `The simulation of ${run.scenario} in ${name} is finished`;
    tell({ tone: 'plain', title, action: { title: 'Show it', run: () => showTab(tab) } });
    return;
  }
  useSimulation.setState({ column: undefined, isPlaying: false });
  speak(
    outcome === 'completed'
      ? `The simulation is finished: ${counted(events, 'event')}.`
      : 'The simulation ended early: what it found until then is shown.',
  );
}
