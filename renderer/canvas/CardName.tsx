import { useEffect, useRef, useState } from 'react';
import { dispatch } from '../project/store';

interface CardNameProps {
  readonly id: string;
  readonly name: string;
}

/** Double-click to rename in place. */
export function CardName({ id, name }: CardNameProps) {
  const [draft, setDraft] = useState<string>();
  if (draft === undefined) {
    return (
      <div className="card__name" title={name} onDoubleClick={() => setDraft(name)}>
        {name}
      </div>
    );
  }
  const finish = (keeps: boolean): void => {
    const text = draft.trim();
    if (keeps && text !== '' && text !== name) dispatch({ do: 'rename', id, name: text });
    setDraft(undefined);
  };
  return <NameInput draft={draft} onChange={setDraft} onFinish={finish} />;
}

interface NameInputProps {
  readonly draft: string;
  onChange(text: string): void;
  onFinish(keeps: boolean): void;
}

function NameInput({ draft, onChange, onFinish }: NameInputProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <input
      ref={input}
      className="card__name card__name--edited nodrag nopan"
      aria-label="Name"
      value={draft}
      maxLength={128}
      onChange={({ target }) => onChange(target.value)}
      onBlur={() => onFinish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') onFinish(true);
        if (event.key === 'Escape') onFinish(false);
      }}
    />
  );
}
