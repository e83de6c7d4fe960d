import type { Distribution, DistributionLaw } from '#shared/model/field';
import { SelectField } from '../design/SelectField';
import { endMerging } from '../project/store';
import type { FieldControlProps } from './Field';
import { NumberField } from './NumberField';

const LAWS: readonly { readonly id: DistributionLaw; readonly title: string }[] = [
  { id: 'constant', title: 'always the same' },
  { id: 'exponential', title: 'exponential' },
  { id: 'lognormal', title: 'lognormal' },
];

/** A duration with its spread: the mean, the law, and for a lognormal how far it spreads. */
export function DistributionField({ id, field, value, describedBy, onChange }: FieldControlProps) {
  const fallback = field.default as Distribution;
  const now: Distribution = { ...fallback, ...(value as Partial<Distribution> | undefined) };
  const change = (part: Partial<Distribution>): void => {
    const next = { ...now, ...part };
    const isDefault = (Object.keys(fallback) as (keyof Distribution)[]).every((key) => next[key] === fallback[key]);
    onChange(isDefault ? undefined : next);
  };
  return (
    <span className="distribution-field">
      <NumberField
        id={id}
        field={{ ...field, default: fallback.mean }}
        value={value === undefined ? undefined : now.mean}
        describedBy={describedBy}
        onChange={(mean) => change({ mean: (mean ?? fallback.mean) as Distribution['mean'] })}
      />
      <SelectField
        label={`${field.title}: spread`}
        value={now.distribution}
        options={LAWS}
        onChange={(law) => {
          change({ distribution: law as DistributionLaw });
          endMerging();
        }}
      />
      {now.distribution === 'lognormal' && (
        <span className="distribution-field__scv">
          <label
            htmlFor={`${id}-scv`}
            title="Squared coefficient of variation: variance over squared mean. 1 is as varied as an exponential."
          >
            spread (c²)
          </label>
          <NumberField
            id={`${id}-scv`}
            field={{ kind: 'count', name: 'scv', title: 'Spread', min: 0, max: 100, default: fallback.scv }}
            value={value === undefined ? undefined : now.scv}
            describedBy={describedBy}
            onChange={(scv) => change({ scv: typeof scv === 'number' ? scv : fallback.scv })}
          />
        </span>
      )}
    </span>
  );
}
