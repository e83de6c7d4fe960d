import { Plus } from 'lucide-react';
import type { Assertion } from '#shared/document/assertion';
import { counted } from '../design/format';
import { SelectField } from '../design/SelectField';
import { useEvaluation } from '../evaluation/store';
import { useSelection } from '../project/selection';
import { currentDocument, dispatch, documentOf, useProject } from '../project/store';
import { AssertionRow } from './AssertionRow';
import { firstOf, KINDS, titleOf } from './fields';
import './assertions.css';

/** What the design must hold, each with what was found: kept in the file, and judged by the command line in CI too. */
export function AssertionsPanel() {
  const document = useProject(documentOf);
  const judged = useEvaluation((state) => state.assertions);
  if (!document) return null;
  const { assertions } = document;
  const broken = judged.filter(({ holds }) => !holds).length;
  return (
    <div className="assertions">
      <div className="assertions__bar">
        <span className="dim">
          {assertions.length === 0
            ? 'What must this design hold? Assertions are kept in its file.'
            : `${counted(assertions.length, 'assertion')}, ${broken === 0 ? 'all hold' : `${broken} broken`}`}{' '}
          <code>spillway check</code> judges them in CI.
        </span>
        <AddAssertion />
      </div>
      <ul aria-label="Assertions">
        {assertions.map((assertion) => (
          <AssertionRow
            key={assertion.id}
            assertion={assertion}
            judged={judged.find(({ id }) => id === assertion.id)}
            resources={document.resources}
          />
        ))}
      </ul>
    </div>
  );
}

function AddAssertion() {
  const add = (kind: string): void => {
    const known = KINDS.find((each) => each === kind);
    if (!known) return;
    const { resources } = useSelection.getState();
    const { evaluation } = useEvaluation.getState();
    const at = resources.length === 1 ? resources[0] : undefined;
    const assertion: Assertion = firstOf(known, currentDocument(), evaluation, at);
    dispatch(
      { do: 'put-assertion', assertion: { ...assertion } },
      { title: `Assert: ${titleOf(known).toLowerCase()}` },
    );
  };
  return (
    <span className="assertions__add">
      <Plus size={13} aria-hidden="true" />
      <SelectField
        label="Add an assertion"
        value=""
        options={[{ id: '', title: 'Add an assertion…' }, ...KINDS.map((id) => ({ id, title: titleOf(id) }))]}
        onChange={add}
      />
    </span>
  );
}
