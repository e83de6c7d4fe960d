import { ToggleGroup } from 'radix-ui';
import { SelectField } from '../design/SelectField';
import { endMerging } from '../project/store';
import type { FieldControlProps } from './Field';

/** Characters that fit in one row of segments, and the room around the words of each. */
const ROW = 24;
const PADDING = 4;

export function ChoiceField({ id, field, value, onChange }: FieldControlProps) {
  const options = (field.options ?? []).map((option) => ({ id: option, title: field.labels?.[option] ?? option }));
  const chosen = (value ?? field.default ?? '') as string;
  const choose = (next: string): void => {
    onChange(next === field.default ? undefined : next);
    endMerging();
  };
  const isShort = options.length <= 3 && options.reduce((sum, { title }) => sum + title.length + PADDING, 0) <= ROW;
  if (isShort) {
    return (
      <ToggleGroup.Root
        id={id}
        className="segments"
        type="single"
        aria-label={field.title}
        value={chosen}
        onValueChange={(next) => next !== '' && choose(next)}
      >
        {options.map((option) => (
          <ToggleGroup.Item key={option.id} className="segments__option" value={option.id}>
            {option.title}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
    );
  }
  return <SelectField id={id} label={field.title} value={chosen} options={options} onChange={choose} />;
}
