import { endMerging } from '../project/store';
import type { FieldControlProps } from './Field';

/** At most 256 characters, as the core has it. */
const MAX_LENGTH = 256;

export function TextField({ id, field, value, describedBy, onChange }: FieldControlProps) {
  return (
    <input
      id={id}
      className="input"
      autoComplete="off"
      spellCheck={false}
      maxLength={MAX_LENGTH}
      placeholder={typeof field.default === 'string' && field.default !== '' ? field.default : (field.unset ?? 'none')}
      value={typeof value === 'string' ? value : ''}
      aria-describedby={describedBy}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      onBlur={endMerging}
    />
  );
}
