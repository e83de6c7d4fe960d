import { CircleCheck, CircleDashed, CircleX, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Assertion } from '#shared/document/assertion';
import type { JudgedAssertion } from '#shared/evaluation/assertions';
import type { ResourceRecord } from '#shared/model/edit';
import { SelectField } from '../design/SelectField';
import { NumberField } from '../inspector/NumberField';
import { dispatch } from '../project/store';
import { LOAD_FIELD, numberOf, sentenceOf, titleOf, WORDS } from './fields';

interface AssertionRowProps {
  readonly assertion: Assertion;
  /** Undefined until it was judged. */
  readonly judged: JudgedAssertion | undefined;
  readonly resources: readonly ResourceRecord[];
}

/** One assertion: whether it holds, what it asks for as a form, and what was found. */
export function AssertionRow({ assertion, judged, resources }: AssertionRowProps) {
  const { id, kind } = assertion;
  const number = numberOf(kind);
  const fields: Readonly<Record<string, unknown>> = { ...assertion };
  const set = (name: string, value: unknown): void => {
    const { [name]: _, ...rest } = fields;
    const next = { ...rest, id, ...(value === undefined ? {} : { [name]: value }) };
    dispatch(
      { do: 'put-assertion', assertion: next },
      { merge: `assertion ${id} ${name}`, title: `Change the assertion ${titleOf(kind).toLowerCase()}` },
    );
  };
  const nameOf = (resource: string): string => resources.find((each) => each.id === resource)?.name ?? resource;
  return (
    <li className={`assertion ${judged && !judged.holds ? 'assertion--broken' : ''}`} data-assertion={id}>
      <Verdict judged={judged} />
      <div className="assertion__form">
        <span>{WORDS[kind].before}</span>
        {number && (
          <span className="assertion__number">
            <label className="spoken-only" htmlFor={`assertion-${id}`}>
              {number.field.title}
            </label>
            <NumberField
              id={`assertion-${id}`}
              field={number.field}
              value={fields[number.name]}
              describedBy={`assertion-${id}-found`}
              onChange={(value) => value !== undefined && set(number.name, value)}
            />
          </span>
        )}
        {WORDS[kind].after !== '' && <span>{WORDS[kind].after}</span>}
        {(kind === 'headroom' || kind === 'latency') && (
          <SelectField
            label="Resource"
            value={resourceOf(assertion) ?? ''}
            options={resourceOptions(kind, resourceOf(assertion), resources)}
            onChange={(resource) => set('resource', resource === '' ? undefined : resource)}
          />
        )}
        {kind !== 'sustains' && <LoadFactor id={id} value={fields['loadFactor']} onChange={set} />}
      </div>
      <p className="assertion__found num" id={`assertion-${id}-found`}>
        {judged?.message ?? 'not judged yet'}
      </p>
      <button
        type="button"
        className="icon-button icon-button--small"
        aria-label={`Delete the assertion: ${sentenceOf(assertion, nameOf)}`}
        onClick={() => dispatch({ do: 'remove-assertion', id })}
      >
        <X size={13} />
      </button>
    </li>
  );
}

function Verdict({ judged }: Pick<AssertionRowProps, 'judged'>): ReactNode {
  const [Icon, word] = !judged
    ? ([CircleDashed, 'Not judged'] as const)
    : judged.holds
      ? ([CircleCheck, 'Holds'] as const)
      : ([CircleX, 'Broken'] as const);
  return (
    <span className={`assertion__verdict assertion__verdict--${word.toLowerCase().replace(' ', '-')}`}>
      <Icon size={14} aria-hidden="true" />
      {word}
    </span>
  );
}

interface LoadFactorProps {
  readonly id: string;
  readonly value: unknown;
  onChange(name: string, value: unknown): void;
}

function LoadFactor({ id, value, onChange }: LoadFactorProps) {
  return (
    <span className="assertion__load">
      <label htmlFor={`assertion-${id}-load`}>at ×</label>
      <NumberField
        id={`assertion-${id}-load`}
        field={LOAD_FIELD}
        value={value}
        describedBy={`assertion-${id}-found`}
        onChange={(factor) => onChange('loadFactor', factor)}
      />
      <span>as drawn</span>
    </span>
  );
}

const resourceOf = (assertion: Assertion): string | undefined =>
  'resource' in assertion ? assertion.resource : undefined;

/** A resource that was deleted stays in the list, so that the form does not claim another. */
function resourceOptions(kind: Assertion['kind'], chosen: string | undefined, resources: readonly ResourceRecord[]) {
  const all = resources.map(({ id, name }) => ({ id, title: name }));
  const isGone = chosen !== undefined && !resources.some(({ id }) => id === chosen);
  return [
    ...(kind === 'headroom' ? [{ id: '', title: 'every limit' }] : []),
    ...(isGone ? [{ id: chosen, title: `${chosen} (not there)` }] : []),
    ...all,
  ];
}
