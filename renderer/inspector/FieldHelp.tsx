import { Popover } from 'radix-ui';
import type { FieldDescription } from '#shared/model/field';
import { fieldText } from '../design/format';
import { Source } from '../design/Why';
import { boundsText } from './check-number';

const NUMBERS = new Set(['duration', 'size', 'count', 'rate', 'ratio', 'distribution']);

/** What a setting does, what AWS allows, what its default is and where that is written. */
export function FieldHelp({ field }: { readonly field: FieldDescription }) {
  const { title, help, kind, default: fallback, defaultFrom, unset, source, asOf } = field;
  const hasBounds = NUMBERS.has(kind);
  if (!help && !hasBounds && !source) return null;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button type="button" className="why__mark field__help" aria-label={`About ${title}`}>
          <span aria-hidden="true">?</span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="why floating"
          side="left"
          sideOffset={8}
          collisionPadding={12}
          aria-label={`About ${title}`}
        >
          <h3 className="why__of">{title}</h3>
          {help && <p>{help}</p>}
          <dl className="facts num">
            {hasBounds && (
              <>
                <dt>Allowed</dt>
                <dd>{boundsText(field)}</dd>
              </>
            )}
            <dt>Default</dt>
            <dd>
              {defaultText(field, fallback) ?? unset ?? 'none'}
              {fallback !== undefined && defaultFrom && (
                <span className="dim"> ({defaultFrom === 'aws' ? 'AWS’s' : 'our assumption'})</span>
              )}
            </dd>
          </dl>
          <footer className="why__foot">
            <Source source={source} asOf={asOf} />
          </footer>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function defaultText(field: FieldDescription, fallback: unknown): string | undefined {
  if (fallback === undefined || fallback === '') return undefined;
  if (typeof fallback === 'boolean') return fallback ? 'on' : 'off';
  if (typeof fallback === 'string') return field.labels?.[fallback] ?? fallback;
  if (typeof fallback === 'number') return fieldText(field, fallback);
  const { mean, distribution } = fallback as { mean: number; distribution: string };
  return `${fieldText(field, mean)}, ${distribution}`;
}
