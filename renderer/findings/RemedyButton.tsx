import { Wrench } from 'lucide-react';
import { Tooltip } from 'radix-ui';
import { useState } from 'react';
import { applyEdit, canApply } from '#shared/document/edit';
import type { Remedy } from '#shared/model/finding';
import { useEvaluation } from '../evaluation/store';
import { evaluateOnce } from '../evaluation/what-if';
import { services } from '../project/catalogue';
import { currentDocument } from '../project/store';
import { type Consequence, consequencesOf } from './consequences';
import './remedy-button.css';

interface RemedyButtonProps {
  readonly remedy: Remedy;
  readonly className: string;
  readonly hasIcon?: boolean;
  onApply(): void;
}

/** Applies a remedy. Before that, on hover or focus, it says what the remedy would change. */
export function RemedyButton({ remedy, className, hasIcon = true, onApply }: RemedyButtonProps) {
  const [consequences, setConsequences] = useState<readonly Consequence[] | 'unknown'>();
  const foretell = async (): Promise<void> => {
    setConsequences(undefined);
    const { evaluation, loadFactor } = useEvaluation.getState();
    const document = currentDocument();
    // The drawing may have changed since the remedy was found.
    const isPossible = canApply(document, remedy.edit) === undefined;
    const after = isPossible
      ? await evaluateOnce(applyEdit(document, remedy.edit, services).document, loadFactor)
      : undefined;
    setConsequences(evaluation && after ? consequencesOf(evaluation, after) : 'unknown');
  };
  return (
    <Tooltip.Root delayDuration={250} onOpenChange={(isOpen) => isOpen && void foretell()}>
      <Tooltip.Trigger asChild>
        <button type="button" className={className} onClick={onApply}>
          {hasIcon && <Wrench size={12} aria-hidden="true" />}
          <span>{remedy.title}</span>
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="foretold floating num" side="left" sideOffset={8} collisionPadding={10}>
          <p className="foretold__title">{remedy.title}</p>
          {consequences === undefined && <p className="dim">Working out what it changes…</p>}
          {consequences === 'unknown' && <p className="dim">What it changes cannot be told.</p>}
          {typeof consequences === 'object' && (
            <Consequences list={consequences.filter(({ isChanged }) => isChanged)} />
          )}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

function Consequences({ list }: { readonly list: readonly Consequence[] }) {
  if (list.length === 0) return <p className="dim">At this load it changes neither capacity, cost nor findings.</p>;
  return (
    <dl className="foretold__list">
      {list.map(({ title, before, after }) => (
        <div key={title} className="foretold__row">
          <dt>{title}</dt>
          <dd>
            <span className="dim">{before}</span> → <strong>{after}</strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}
