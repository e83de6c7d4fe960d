import { nearest } from '#shared/document/nearest';
import { presetsOf } from '#shared/document/presets';
import { AS_DRAWN, SCENARIO_BOUNDS } from '#shared/document/scenario';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import { counted } from '#shared/report/figures';
import { csvTable } from '#shared/report/table';
import { namesIn } from '#shared/report/names';
import { simulatedColumns, simulatedRows, simulationText } from '#shared/report/simulation';
import { services } from '#shared/services/registry';
import { estimateEvents, replicationsOf, type SimulationOptions } from '#shared/simulation/simulate';
import { VERSION } from '#shared/version';
import type { Arguments } from './arguments';
import { CommandFailure, type Status } from './failure';
import { loadFactorOf } from './load';
import { readProject } from './project';
import { remarkUncounted } from './remark-findings';
import { simulateOnThreads } from './simulation-threads';
import type { Terminal } from './terminal';

/** The design over time, request by request. */
export async function simulateCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  const project = await readProject(given.operands[0] ?? '-');
  remarkUncounted(project, terminal);
  const region = given.values.get('region') ?? project.document.account.region;
  const document = { ...project.document, account: { ...project.document.account, region } };
  const scenario = scenarioOf(document, given.values.get('scenario'));
  const options = { ...scenario.options, ...overrides(given, document) };
  remarkLength(document, options, terminal);
  const result = await simulateOnThreads(document, options);
  switch (given.values.get('format')) {
    case 'json':
      terminal.print(
        `${JSON.stringify({ spillway: VERSION, name: document.name, scenario: scenario.id, loadFactor: options.loadFactor, ...result })}\n`,
      );
      break;
    case 'csv':
      terminal.print(csvTable(simulatedColumns(namesIn(document)), simulatedRows(result)));
      break;
    default:
      terminal.print(simulationText(result, { ...scenario, loadFactor: options.loadFactor }, document, terminal.paint));
  }
  if (result.discrepancies.length > 0) {
    throw new Error(`the books of the simulation do not balance: ${result.discrepancies.join('; ')}`);
  }
  return result.outcome === 'completed' ? 0 : 1;
}

/** Events from which a run takes longer than a person looks on in patience. */
const MANY_EVENTS = 20_000_000;

function remarkLength(document: ProjectDocument, options: SimulationOptions, terminal: Terminal): void {
  const { graph } = resolve(document, services);
  const events = estimateEvents(graph, services, options) * replicationsOf(options).length;
  if (events < MANY_EVENTS) return;
  const about = counted(Number(events.toPrecision(2)), 'event');
  terminal.remark(`about ${about} to simulate; --duration, --replications and --load make it fewer, Ctrl-C ends it`);
}

interface Chosen {
  readonly id: string;
  readonly name: string;
  readonly options: SimulationOptions;
}

/** A scenario of the file, or one of those that every design can be tried with. */
function scenarioOf(document: ProjectDocument, asked: string = AS_DRAWN): Chosen {
  const presets = presetsOf(document, services);
  const all = [...document.scenarios, ...presets];
  const scenario = all.find(({ id }) => id === asked);
  if (scenario) {
    const { id, name, duration, seed, profile, failures, warmUp } = scenario;
    return { id, name, options: { duration, seed, profile, failures, ...(warmUp === undefined ? {} : { warmUp }) } };
  }
  const ids = all.map(({ id }) => id);
  const meant = nearest(asked, ids) ?? presets.find(({ id }) => id === `:${asked}`)?.id;
  const hint = meant === undefined ? `there are ${ids.join(', ')}` : `perhaps ${meant} is meant`;
  throw new CommandFailure(`there is no scenario ${asked}: ${hint}`, 'simulate');
}

const MOST_REPLICATIONS = 100;

type Overrides = Pick<SimulationOptions, 'loadFactor' | 'replications'> &
  Partial<Pick<SimulationOptions, 'seed' | 'duration'>> & { readonly loadFactor: number };

function overrides({ values }: Arguments, document: ProjectDocument): Overrides {
  const [seed, duration, replications] = [values.get('seed'), values.get('duration'), values.get('replications')];
  return {
    loadFactor: loadFactorOf(values.get('load'), document),
    ...(seed === undefined ? {} : { seed: wholeNumber('seed', seed, 0, SCENARIO_BOUNDS.seed) }),
    ...(duration === undefined ? {} : { duration: readDuration(duration) }),
    ...(replications === undefined
      ? {}
      : { replications: wholeNumber('replications', replications, 1, MOST_REPLICATIONS) }),
  };
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new CommandFailure(`--${option} takes a whole number from ${least} to ${most}, not ${text}`, 'simulate');
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600, d: 86_400 };

/** `90`, `90s`, `10m`, `1.5h`, `1d`, in seconds. @throws CommandFailure */
export function readDuration(text: string): number {
  const [, digits, unit = 's'] = /^(\d+(?:\.\d+)?)\s*(s|m|min|h|d)?$/.exec(text.trim()) ?? [];
  const seconds = digits === undefined ? NaN : Number(digits) * (UNITS[unit] ?? NaN);
  if (seconds > 0 && seconds <= SCENARIO_BOUNDS.seconds) return seconds;
  throw new CommandFailure(`--duration takes a time of up to 366 days (90s, 10m, 2h), not ${text}`, 'simulate');
}
