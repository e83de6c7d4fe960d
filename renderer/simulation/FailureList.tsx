import { Plus, X } from 'lucide-react';
import { entryOf } from '#shared/document/presets';
import type { Failure, Scenario } from '#shared/document/scenario';
import type { ProjectDocument } from '#shared/document/schema';
import { settingTime } from '../design/format';
import { SelectField } from '../design/SelectField';
import { FAILURE_TITLES } from './failure-titles';
import { AT, FAILURE_FIELDS, firstFailure, FOR, quotasAt, resourcesFor } from './scenario-fields';
import { ScenarioField } from './ScenarioField';

interface FailureListProps {
  readonly scenario: Scenario;
  readonly document: ProjectDocument;
  /** `what` names what was changed: keystrokes in one field are one step. */
  onChange(failures: readonly Failure[], what: string): void;
}

const KINDS = Object.keys(FAILURE_TITLES) as readonly Failure['kind'][];

/** What goes wrong in a scenario: one row each, and a way to add one of each kind. */
export function FailureList({ scenario, document, onChange }: FailureListProps) {
  const { failures, duration } = scenario;
  const possible = KINDS.filter((kind) => firstFailure(kind, scenario, document) !== undefined);
  const add = (kind: string): void => {
    const known = KINDS.find((each) => each === kind);
    const failure = known && firstFailure(known, scenario, document);
    if (failure) onChange([...failures, failure], `add ${failures.length}`);
  };
  return (
    <div className="failures">
      <ul aria-label="What goes wrong">
        {failures.map((failure, index) => (
          // Failures have no ids: a row is its place in the list.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${index} ${failure.kind}`} className="failure" aria-label={FAILURE_TITLES[failure.kind]}>
            <FailureRow
              failure={failure}
              document={document}
              duration={duration}
              onChange={(change, what) =>
                onChange(
                  failures.map((each, at) => (at === index ? { ...each, ...change } : each)),
                  `${index} ${what}`,
                )
              }
            />
            <button
              type="button"
              className="icon-button icon-button--small failure__delete"
              aria-label={`Delete: ${FAILURE_TITLES[failure.kind]}`}
              onClick={() => onChange(failures.toSpliced(index, 1), `delete ${index}`)}
            >
              <X size={13} />
            </button>
          </li>
        ))}
      </ul>
      {possible.length > 0 && (
        <span className="failures__add">
          <Plus size={13} aria-hidden="true" />
          <SelectField
            label="Add what goes wrong"
            value=""
            options={[
              { id: '', title: 'Let something go wrong…' },
              ...possible.map((id) => ({ id, title: FAILURE_TITLES[id] })),
            ]}
            onChange={add}
          />
        </span>
      )}
    </div>
  );
}

interface FailureRowProps {
  readonly failure: Failure;
  readonly document: ProjectDocument;
  readonly duration: number;
  onChange(change: Readonly<Record<string, unknown>>, what: string): void;
}

function FailureRow({ failure, document, duration, onChange }: FailureRowProps) {
  const values: Readonly<Record<string, unknown>> = { ...failure };
  const fields = [...FAILURE_FIELDS[failure.kind], AT, ...('for' in failure ? [FOR] : [])];
  const named = document.resources.find(({ id }) => id === failure.resource)?.name;
  const setResource = (resource: string): void => {
    const quota = failure.kind === 'quota-cut' ? quotasAt(resource, document)[0]?.id : undefined;
    onChange({ resource, ...(quota === undefined ? {} : { quota }) }, 'resource');
  };
  return (
    <>
      <strong className="failure__kind">{FAILURE_TITLES[failure.kind]}</strong>
      {failure.kind === 'kick' ? (
        <span className="run__field run__field--wide dim failure__where">at every entry</span>
      ) : (
        <Choice
          label="Resource"
          value={failure.resource}
          gone={named === undefined ? `${failure.resource} (not there)` : `${named} (nothing happens there)`}
          options={choicesFor(failure.kind, document)}
          onChange={setResource}
        />
      )}
      {failure.kind === 'quota-cut' && (
        <Choice
          label="Quota"
          value={failure.quota}
          gone={`${failure.quota} (not drawn on)`}
          options={quotasAt(failure.resource, document)}
          onChange={(quota) => onChange({ quota }, 'quota')}
        />
      )}
      {fields.map((field) => (
        <ScenarioField
          key={field.name}
          field={field}
          value={values[field.name] as number}
          onChange={(value) => onChange({ [field.name]: value }, field.name)}
        />
      ))}
      {failure.at >= duration && (
        <p className="failure__problem">
          begins after the run of {settingTime(duration)} has ended: begin earlier or run longer
        </p>
      )}
    </>
  );
}

function choicesFor(kind: Failure['kind'], document: ProjectDocument): readonly { id: string; title: string }[] {
  const entry = entryOf(document);
  return resourcesFor(kind, document).map(({ id, name }) => ({
    id,
    title: id === entry && kind === 'poison-message' ? `${name} (where load comes in)` : name,
  }));
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** What is said of a value that is none of the options. */
  readonly gone: string;
  readonly options: readonly { id: string; title: string }[];
  onChange(value: string): void;
}

/** What is chosen and cannot be stays in the list, so that the form does not claim another. */
function Choice({ label, value, gone, options, onChange }: ChoiceProps) {
  const isGone = !options.some(({ id }) => id === value);
  return (
    <span className="run__field run__field--wide">
      <span className="label" aria-hidden="true">
        {label}
      </span>
      <SelectField
        label={label}
        value={value}
        options={isGone ? [{ id: value, title: gone }, ...options] : options}
        onChange={onChange}
      />
    </span>
  );
}
