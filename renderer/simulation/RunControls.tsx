import { Play, Square } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { freshId, kebab } from '#shared/document/ids';
import { counted, figure, settingTime } from '../design/format';
import { parseCount, parseTime } from '../design/parse';
import { SelectField } from '../design/SelectField';
import { useEvaluation } from '../evaluation/store';
import { dispatch, documentOf, useProject } from '../project/store';
import { presetsOf } from './presets';
import { askPreview } from './preview';
import { cancelRun, estimateRun, optionsOf, startRun } from './runner';
import { type Plan, chooseScenario, planned, setPlan, useSimulation } from './store';

const MOST_SEED = 2 ** 32 - 1;
const MOST_SECONDS = 366 * 86_400;
/** An estimate looks at the first events of a run, which takes a moment: typing goes before. */
const ESTIMATE_REST_MS = 400;
/** Replications offered: one for a look, five for intervals, more for narrow ones. */
const REPLICATIONS = [1, 5, 10, 20];

/** What is to be run, how long it will take, and the button that runs it. */
export function RunControls() {
  const document = useProject(documentOf);
  const meaning = useProject((state) => state.meaning);
  const loadFactor = useEvaluation((state) => state.loadFactor);
  const { plan, estimate, progress } = useSimulation();
  const presets = document ? presetsOf(document) : [];
  const own = document?.scenarios ?? [];
  const all = [...own, ...presets.filter(({ id }) => !own.some((scenario) => scenario.id === id))];
  const base = all.find(({ id }) => id === plan.scenario) ?? all[0];
  const scenario = base && planned(base, plan);
  const key = JSON.stringify([scenario, plan.replications, loadFactor, meaning]);
  const isRunning = progress !== undefined;
  useEffect(() => {
    if (isRunning || !scenario) return undefined;
    const timer = setTimeout(() => estimateRun(scenario), ESTIMATE_REST_MS);
    return () => clearTimeout(timer);
    // The key says all that can change the estimate.
    // oxlint-disable-next-line react/exhaustive-deps react/exhaustive-effect-dependencies
  }, [key, isRunning]);
  useEffect(() => {
    if (scenario && document) askPreview({ document, options: optionsOf(scenario, loadFactor, 1) });
    // oxlint-disable-next-line react/exhaustive-deps react/exhaustive-effect-dependencies
  }, [key]);
  if (!document || !base || !scenario) return null;
  const isOwn = own.some(({ id }) => id === base.id);
  const keep = (): void => {
    const id = isOwn
      ? base.id
      : freshId(
          kebab(base.name) || 'scenario',
          own.map((each) => each.id),
        );
    const { name, profile, duration, seed, failures, warmUp } = scenario;
    dispatch({
      do: 'put-scenario',
      scenario: { id, name, profile, duration, seed, failures, ...(warmUp === undefined ? {} : { warmUp }) },
    });
    chooseScenario(id);
  };
  const isChanged = plan.duration !== undefined || plan.seed !== undefined;
  return (
    <form
      className="run"
      aria-label="Simulation"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRunning) startRun(scenario);
      }}
    >
      <div className="run__row">
        <span className="run__field run__field--wide">
          <span className="label" aria-hidden="true">
            Scenario
          </span>
          <SelectField
            label="Scenario"
            value={base.id}
            options={all.map(({ id, name }) => ({
              id,
              title: own.some((each) => each.id === id) ? `${name} (of this design)` : name,
            }))}
            onChange={chooseScenario}
          />
        </span>
        <PlanField
          key={`duration ${base.id} ${scenario.duration}`}
          label="Duration"
          text={settingTime(scenario.duration)}
          parse={(text) => checked(parseTime(text), (value) => value > 0 && value <= MOST_SECONDS)}
          apply={(duration) => ({ duration })}
        />
        <PlanField
          key={`seed ${base.id} ${scenario.seed}`}
          label="Seed"
          text={String(scenario.seed)}
          parse={(text) =>
            checked(parseCount(text), (value) => Number.isInteger(value) && value >= 0 && value <= MOST_SEED)
          }
          apply={(seed) => ({ seed })}
        />
        <span className="run__field">
          <span className="label" aria-hidden="true">
            Runs
          </span>
          <SelectField
            label="Runs"
            value={String(plan.replications)}
            options={REPLICATIONS.map((count) => ({ id: String(count), title: String(count) }))}
            onChange={(count) => setPlan({ replications: Number(count) })}
          />
        </span>
        {isRunning ? (
          <button type="button" className="button" onClick={cancelRun}>
            <Square size={12} aria-hidden="true" />
            Cancel
          </button>
        ) : (
          <button type="submit" className="button button--primary">
            <Play size={13} aria-hidden="true" />
            Run
          </button>
        )}
        {isRunning ? <ProgressBar {...progress} /> : <Estimate events={estimate} />}
      </div>
      <p className="run__note dim">
        {noteOf(base)}{' '}
        {loadFactor !== 1 && <span className="chip num">at ×{figure(loadFactor)} the load, as the dial stands</span>}
        {(isChanged || !isOwn) && (
          <button type="button" className="run__keep" onClick={keep}>
            {isOwn ? 'Keep the change' : 'Keep it in the design'}
          </button>
        )}
        {isOwn && (
          <button type="button" className="run__keep" onClick={() => dispatch({ do: 'remove-scenario', id: base.id })}>
            Delete the scenario
          </button>
        )}
      </p>
    </form>
  );
}

const checked = (value: number | undefined, holds: (value: number) => boolean): number | undefined =>
  value !== undefined && holds(value) ? value : undefined;

interface PlanFieldProps {
  readonly label: string;
  readonly text: string;
  parse(text: string): number | undefined;
  apply(value: number): Partial<Plan>;
}

/** A number that holds for the next run. What is no number stays in the field, marked, and changes nothing. */
function PlanField({ label, text, parse, apply }: PlanFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(text);
  const value = parse(typed);
  const commit = (): void => {
    if (value !== undefined && typed !== text) setPlan(apply(value));
  };
  return (
    <span className="run__field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        className="input num"
        id={id}
        value={typed}
        aria-invalid={value === undefined}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
    </span>
  );
}

function Estimate({ events }: { readonly events: number | undefined }) {
  if (events === undefined) return <span className="run__estimate dim">Estimating…</span>;
  return <span className="run__estimate dim num">about {counted(Number(events.toPrecision(2)), 'event')}</span>;
}

function ProgressBar({ fraction, events }: { readonly fraction: number; readonly events: number }) {
  const done = Math.round(fraction * 100);
  return (
    <span className="run__progress num">
      <progress max={100} value={done} aria-label="Progress of the simulation" />
      <span className="dim">
        {done} % · {counted(events, 'event')}
      </span>
    </span>
  );
}

type Noted = Parameters<typeof startRun>[0] & { readonly note?: string };

/** What happens in a scenario, in a sentence. */
function noteOf({ note, profile, failures }: Noted): string {
  if (note !== undefined) return note;
  const trouble = failures.length > 0 ? ` ${counted(failures.length, 'thing goes', 'things go')} wrong meanwhile.` : '';
  switch (profile.kind) {
    case 'constant':
      return `The load as drawn, all the time.${trouble}`;
    case 'ramp':
      return `From ×${figure(profile.from)} to ×${figure(profile.to)} the drawn load within ${settingTime(profile.over)}.${trouble}`;
    case 'spike':
      return `At ${settingTime(profile.at)}, ×${figure(profile.factor)} the drawn load within ${settingTime(profile.rise)}, for ${settingTime(profile.hold)}.${trouble}`;
    case 'daily':
      return `A day's wave from ×${figure(profile.low)} to ×${figure(profile.high)} the drawn load.${trouble}`;
    case 'trace':
      return `${counted(profile.points.length, 'point')} of a load over time.${trouble}`;
    default:
      return profile satisfies never;
  }
}
