import { Switch } from 'radix-ui';
import { endMerging } from '../project/store';
import type { FieldControlProps } from './Field';

export function FlagField({ id, field, value, describedBy, onChange }: FieldControlProps) {
  const isOn = (value ?? field.default) === true;
  return (
    <span className="flag-field">
      <Switch.Root
        id={id}
        className="switch"
        checked={isOn}
        aria-describedby={describedBy}
        onCheckedChange={(next) => {
          onChange(next === field.default ? undefined : next);
          endMerging();
        }}
      />
    </span>
  );
}
