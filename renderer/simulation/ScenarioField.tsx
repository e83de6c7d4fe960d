import { useId } from 'react';
import type { FieldDescription } from '#shared/model/field';
import { NumberField } from '../inspector/NumberField';

interface ScenarioFieldProps {
  readonly field: FieldDescription;
  readonly value: number;
  onChange(value: number): void;
}

/** One number of a scenario. It always has one: an empty field changes nothing. */
export function ScenarioField({ field, value, onChange }: ScenarioFieldProps) {
  const id = useId();
  return (
    <span className="run__field">
      <label className="label" htmlFor={id}>
        {field.title}
      </label>
      <NumberField
        id={id}
        field={field}
        value={value}
        describedBy={`${id}-problem`}
        onChange={(next) => typeof next === 'number' && onChange(next)}
      />
    </span>
  );
}
