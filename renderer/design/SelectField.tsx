import { ChevronDown } from 'lucide-react';

export interface SelectOption {
  readonly id: string;
  readonly title: string;
}

interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly className?: string;
  readonly id?: string;
  /** What the closed list shows, where the chosen option's title is too long for it. */
  readonly shown?: string;
  onChange(value: string): void;
}

/** The system's own list: it is known, works by keyboard and speaks. */
export function SelectField({ label, value, options, className = '', id, shown, onChange }: SelectFieldProps) {
  return (
    <span className={`select ${shown === undefined ? '' : 'select--shown'} ${className}`}>
      {shown !== undefined && (
        <span className="input select__shown" aria-hidden="true">
          {shown}
        </span>
      )}
      <select
        className="input"
        aria-label={label}
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.title}
          </option>
        ))}
      </select>
      <ChevronDown size={12} aria-hidden="true" />
    </span>
  );
}
