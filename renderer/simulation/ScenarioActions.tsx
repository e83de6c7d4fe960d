import { Copy, Pencil, Plus, Trash2 } from 'lucide-react';
import { freshId, kebab } from '#shared/document/ids';
import type { Scenario } from '#shared/document/scenario';
import { seconds } from '#shared/model/unit';
import { currentDocument, dispatch } from '../project/store';
import { chooseScenario } from './store';

interface ScenarioActionsProps {
  readonly scenario: Scenario;
  /** Whether it belongs to the document; if not, it can only be copied. */
  readonly isOwn: boolean;
  readonly isEdited: boolean;
  /** Opens the form of a scenario; undefined closes it. */
  setEdited(id: string | undefined): void;
}

/** What can be done with the scenarios of the document. */
export function ScenarioActions({ scenario, isOwn, isEdited, setEdited }: ScenarioActionsProps) {
  const open = (id: string): void => {
    chooseScenario(id);
    setEdited(id);
  };
  const copy = (): void => {
    open(addScenario({ ...scenario, name: isOwn ? `${scenario.name} copy` : scenario.name }));
  };
  const create = (): void => open(addScenario(NEW));
  const remove = (): void => {
    setEdited(undefined);
    dispatch({ do: 'remove-scenario', id: scenario.id }, { title: `Delete the scenario ${scenario.name}` });
  };
  return (
    <span className="run__actions">
      {isOwn && (
        <button
          type="button"
          className="button button--small"
          aria-expanded={isEdited}
          onClick={() => setEdited(isEdited ? undefined : scenario.id)}
        >
          <Pencil size={12} aria-hidden="true" />
          Edit
        </button>
      )}
      <button type="button" className="button button--small" onClick={copy}>
        <Copy size={12} aria-hidden="true" />
        {isOwn ? 'Duplicate' : 'Edit a copy'}
      </button>
      <button type="button" className="button button--small" onClick={create}>
        <Plus size={12} aria-hidden="true" />
        New
      </button>
      {isOwn && (
        <button type="button" className="button button--small" onClick={remove}>
          <Trash2 size={12} aria-hidden="true" />
          Delete
        </button>
      )}
    </span>
  );
}

const NEW: Omit<Scenario, 'id'> = {
  name: 'New scenario',
  profile: { kind: 'constant' },
  duration: seconds(600),
  seed: 1,
  failures: [],
};

/** Adds a scenario to the document under an id and a name of its own, and says the id. */
function addScenario({ name: wanted, profile, duration, seed, failures, warmUp }: Omit<Scenario, 'id'>): string {
  const { scenarios } = currentDocument();
  const name = freshName(
    wanted,
    scenarios.map((each) => each.name),
  );
  const id = freshId(
    kebab(name) || 'scenario',
    scenarios.map((each) => each.id),
  );
  const scenario = { id, name, profile, duration, seed, failures, ...(warmUp === undefined ? {} : { warmUp }) };
  dispatch({ do: 'put-scenario', scenario }, { title: `Add the scenario ${name}` });
  return id;
}

/** `Launch day`, then `Launch day 2`. */
function freshName(wanted: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted} ${count}`;
    if (!taken.includes(name)) return name;
  }
}
