import { useId, useState } from 'react';
import { type LoadProfile, type Scenario, SCENARIO_BOUNDS } from '#shared/document/scenario';
import type { ProjectDocument } from '#shared/document/schema';
import { Segments } from '../design/Segments';
import { dispatch, endMerging } from '../project/store';
import { FailureList } from './FailureList';
import { LoadCurve } from './LoadCurve';
import { firstProfile, PROFILE_FIELDS, PROFILE_TITLES } from './scenario-fields';
import { ScenarioField } from './ScenarioField';
import { TraceField } from './TraceField';

const PROFILES = (Object.keys(PROFILE_TITLES) as readonly LoadProfile['kind'][]).map((id) => ({
  id,
  title: PROFILE_TITLES[id],
}));

interface ScenarioEditorProps {
  readonly scenario: Scenario;
  readonly document: ProjectDocument;
}

/** A scenario of the document: its name, its load over time with a picture of it, and what goes wrong. */
export function ScenarioEditor({ scenario, document }: ScenarioEditorProps) {
  const { profile } = scenario;
  const put = (change: Partial<Scenario>, what: string): void =>
    dispatch(
      { do: 'put-scenario', scenario: { ...scenario, ...change } },
      { title: `Change the scenario ${scenario.name}`, merge: `scenario ${scenario.id} ${what}` },
    );
  const values: Readonly<Record<string, unknown>> = { ...profile };
  return (
    <section className="scenario" aria-label={`Scenario ${scenario.name}`}>
      <div className="run__row">
        <Name key={scenario.id} name={scenario.name} onChange={(name) => put({ name }, 'name')} />
        <span className="run__field scenario__shape">
          <span className="label" aria-hidden="true">
            Load
          </span>
          <Segments<LoadProfile['kind']>
            label="Shape of the load"
            value={profile.kind}
            options={PROFILES}
            onChange={(kind) => put({ profile: firstProfile(kind, scenario.duration) }, `shape ${kind}`)}
          />
        </span>
        {PROFILE_FIELDS[profile.kind].map((field) => (
          <ScenarioField
            key={`${profile.kind} ${field.name}`}
            field={field}
            value={values[field.name] as number}
            onChange={(value) => put({ profile: { ...profile, [field.name]: value } }, field.name)}
          />
        ))}
      </div>
      {profile.kind === 'trace' && (
        <TraceField points={profile.points} onChange={(points) => put({ profile: { ...profile, points } }, 'points')} />
      )}
      <LoadCurve scenario={scenario} />
      <FailureList
        scenario={scenario}
        document={document}
        onChange={(failures, what) => put({ failures }, `failure ${what}`)}
      />
    </section>
  );
}

interface NameProps {
  readonly name: string;
  onChange(name: string): void;
}

function Name({ name, onChange }: NameProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  return (
    <span className="run__field run__field--wide">
      <label className="label" htmlFor={id}>
        Name
      </label>
      <input
        id={id}
        className="input"
        maxLength={SCENARIO_BOUNDS.nameLength}
        value={draft ?? name}
        aria-invalid={draft?.trim() === ''}
        onChange={({ target }) => {
          setDraft(target.value);
          if (target.value.trim() !== '') onChange(target.value.trim());
        }}
        onBlur={() => {
          setDraft(undefined);
          endMerging();
        }}
      />
    </span>
  );
}
