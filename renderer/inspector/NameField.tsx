import { useState } from 'react';
import type { ProjectEdit } from '#shared/model/edit';
import { dispatch } from '../project/store';

interface NameFieldProps {
  readonly name: string;
  edit(name: string): ProjectEdit;
}

export function NameField({ name, edit }: NameFieldProps) {
  const [draft, setDraft] = useState<string>();
  const finish = (): void => {
    const text = draft?.trim() ?? '';
    if (text !== '' && text !== name) dispatch(edit(text));
    setDraft(undefined);
  };
  return (
    <input
      className="inspector__name inspector__name--field"
      aria-label="Name"
      title={name}
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
