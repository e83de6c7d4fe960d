import { RotateCcw } from 'lucide-react';
import { useId } from 'react';
import type { FieldDescription } from '#shared/model/field';
import type { Finding } from '#shared/model/finding';
import { FindingNote } from '../findings/FindingNote';
import { dispatch } from '../project/store';
import { ChoiceField } from './ChoiceField';
import { DistributionField } from './DistributionField';
import { FieldHelp } from './FieldHelp';
import { FlagField } from './FlagField';
import { NumberField } from './NumberField';
import type { Target } from './target';
import { TextField } from './TextField';
import './field.css';

export interface FieldProps {
  readonly field: FieldDescription;
  /** Undefined where it has its default. */
  readonly value: unknown;
  readonly target: Target;
  readonly findings: readonly Finding[];
}

export interface FieldControlProps {
  readonly id: string;
  readonly field: FieldDescription;
  readonly value: unknown;
  /** Ids of what describes it: help and findings. */
  readonly describedBy: string;
  onChange(value: unknown): void;
}

/** One setting: its name, its value or its default in grey, what is wrong with it, and the way back. */
export function Field({ field, value, target, findings }: FieldProps) {
  const set = (next: unknown): void => {
    const edit = {
      do: 'set-config',
      target,
      field: field.name,
      ...(next === undefined ? {} : { value: next }),
    } as const;
    dispatch(edit, { merge: `field ${JSON.stringify(target)} ${field.name}` });
  };
  return <FieldRow field={field} value={value} isMixed={false} findings={findings} set={set} />;
}

interface FieldRowProps extends Omit<FieldProps, 'target'> {
  /** Several are set together and differ: no value is shown. */
  readonly isMixed: boolean;
  /** Undefined takes it back to its default. */
  set(value: unknown): void;
}

export function FieldRow({ field, value, isMixed, findings, set }: FieldRowProps) {
  const id = useId();
  const isChanged = value !== undefined || isMixed;
  return (
    <div className={`field field--${field.kind} ${isChanged ? 'field--changed' : ''}`} data-field={field.name}>
      <span className="field__label">
        <label htmlFor={id}>{field.title}</label>
        <FieldHelp field={field} />
      </span>
      <div className="field__control">
        <Control
          id={id}
          field={isMixed ? mixed(field) : field}
          value={value}
          describedBy={`${id}-findings`}
          onChange={set}
        />
        {isChanged && (
          <button
            type="button"
            className="icon-button icon-button--small field__reset"
            title="Back to the default"
            aria-label={`Back to the default: ${field.title}`}
            onClick={() => set(undefined)}
          >
            <RotateCcw size={12} />
          </button>
        )}
      </div>
      <div id={`${id}-findings`} className="field__findings">
        {isMixed && !SHOWS_MIXED.has(field.kind) && <p className="finding-note dim">They differ.</p>}
        {findings.map((finding) => (
          <FindingNote key={`${finding.rule} ${finding.message}`} finding={finding} />
        ))}
      </div>
    </div>
  );
}

/** Empty, these say by themselves that there are several values. */
const SHOWS_MIXED: ReadonlySet<FieldDescription['kind']> = new Set([
  'duration',
  'size',
  'count',
  'rate',
  'ratio',
  'text',
]);

/** Without a default, so that none is shown as if it held; a distribution cannot be without one. */
function mixed(field: FieldDescription): FieldDescription {
  if (field.kind === 'distribution') return field;
  const { default: _default, ...rest } = field;
  return { ...rest, unset: 'several values' };
}

function Control(props: FieldControlProps) {
  switch (props.field.kind) {
    case 'duration':
    case 'size':
    case 'count':
    case 'rate':
    case 'ratio':
      return <NumberField {...props} />;
    case 'choice':
      return <ChoiceField {...props} />;
    case 'flag':
      return <FlagField {...props} />;
    case 'text':
      return <TextField {...props} />;
    case 'distribution':
      return <DistributionField {...props} />;
    default:
      return props.field.kind satisfies never;
  }
}
