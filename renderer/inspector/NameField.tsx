import { useState } from 'react';
import { dispatch } from '../project/store';

interface NameFieldProps {
  readonly id: string;
  readonly name: string;
}

export function NameField({ id, name }: NameFieldProps) {
  const [draft, setDraft] = useState<string>();
  const finish = (): void => {
    const text = draft?.trim() ?? '';
    if (text !== '' && text !== name) dispatch({ do: 'rename', id, name: text });
    setDraft(undefined);
  };
  return (
    <input
      className="inspector__name inspector__name--field"
      aria-label="Name"
      value={draft ?? name}
      maxLength={128}
      spellCheck={false}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(undefined);
      }}
    />
  );
}
