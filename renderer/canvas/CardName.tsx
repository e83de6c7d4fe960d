import { useEffect, useRef, useState } from 'react';
import { useSelection } from '../project/selection';
import { dispatch } from '../project/store';

interface CardNameProps {
  readonly id: string;
  readonly name: string;
}

/** Double-click, or F2, to rename in place. */
export function CardName({ id, name }: CardNameProps) {
  const isEdited = useSelection((state) => state.renaming === id);
  if (isEdited) return <NameInput id={id} name={name} />;
  return (
    <div className="card__name" title={name} onDoubleClick={() => useSelection.setState({ renaming: id })}>
      {name}
    </div>
  );
}

function NameInput({ id, name }: CardNameProps) {
  const [draft, setDraft] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const finish = (keeps: boolean): void => {
    const text = draft.trim();
    if (keeps && text !== '' && text !== name) dispatch({ do: 'rename', id, name: text });
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
