import type { ProjectEdit } from '#shared/model/edit';
import { useEffect, useRef, useState } from 'react';
import { useSelection } from '../project/selection';
import { dispatch } from '../project/store';

interface CardNameProps {
  readonly id: string;
  readonly name: string;
  /** The edit that gives it another name. */
  edit(name: string): ProjectEdit;
}

/** Double-click, or F2, to rename in place. */
export function CardName({ id, name, edit }: CardNameProps) {
  const isEdited = useSelection((state) => state.renaming === id);
  if (isEdited) return <NameInput name={name} edit={edit} />;
  return (
    <div className="card__name" title={name} onDoubleClick={() => useSelection.setState({ renaming: id })}>
      {name}
    </div>
  );
}

function NameInput({ name, edit }: Pick<CardNameProps, 'name' | 'edit'>) {
  const [draft, setDraft] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const finish = (keeps: boolean): void => {
    const text = draft.trim();
    if (keeps && text !== '' && text !== name) dispatch(edit(text));
    useSelection.setState({ renaming: undefined });
    input.current?.closest<HTMLElement>('.react-flow__node')?.focus();
  };
  return (
    <input
      ref={input}
      className="card__name card__name--edited nodrag nopan"
      aria-label="Name"
      value={draft}
      maxLength={128}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(true);
        if (event.key === 'Escape') finish(false);
      }}
    />
  );
}
