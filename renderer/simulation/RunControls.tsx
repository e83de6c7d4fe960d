import { Play, Square } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { presetsOf } from '#shared/document/presets';
import { SCENARIO_BOUNDS } from '#shared/document/scenario';
import { counted, figure, settingTime } from '../design/format';
import { parseCount, parseTime } from '../design/parse';
import { SelectField } from '../design/SelectField';
import { useEvaluation } from '../evaluation/store';
import { services } from '../project/catalogue';
import { dispatch, documentOf, useProject } from '../project/store';
import { askPreview } from './preview';
import { cancelRun, estimateRun, optionsOf, startRun } from './runner';
import { noteOf } from './scenario-note';
import { ScenarioActions } from './ScenarioActions';
import { ScenarioEditor } from './ScenarioEditor';
import { type Plan, chooseScenario, planned, setPlan, useSimulation } from './store';

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
  /** Of the scenario whose form is open. */
  const [edited, setEdited] = useState<string>();
  const presets = document ? presetsOf(document, services) : [];
  const own = document?.scenarios ?? [];
  const all = [...own, ...presets];
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
    dispatch({ do: 'put-scenario', scenario: { ...scenario } }, { title: `Change the scenario ${scenario.name}` });
    chooseScenario(base.id);
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
          key={`duration ${base.id}`}
          label="Duration"
          text={settingTime(scenario.duration)}
          parse={(text) => checked(parseTime(text), (value) => value > 0 && value <= SCENARIO_BOUNDS.seconds)}
          apply={(duration) => ({ duration })}
        />
        <PlanField
          key={`seed ${base.id}`}
          label="Seed"
          text={String(scenario.seed)}
          parse={(text) =>
            checked(parseCount(text), (value) => Number.isInteger(value) && value >= 0 && value <= SCENARIO_BOUNDS.seed)
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
      <div className="run__note dim">
        <span>{noteOf(base)}</span>
        {loadFactor !== 1 && <span className="chip num">at ×{figure(loadFactor)} the load, as the dial stands</span>}
        {isChanged && isOwn && (
          <button type="button" className="run__keep" onClick={keep}>
            Keep the change
          </button>
        )}
        <ScenarioActions scenario={scenario} isOwn={isOwn} isEdited={edited === base.id} setEdited={setEdited} />
      </div>
      {isOwn && edited === base.id && <ScenarioEditor scenario={base} document={document} />}
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
  const [seen, setSeen] = useState(text);
  if (seen !== text) {
    // It was set, here or elsewhere. The field stays the same one: Enter is still to start the run from it.
    setSeen(text);
    setTyped(text);
  }
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
