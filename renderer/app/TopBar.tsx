import { CodeXml, Redo2, Search, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { PRICED_REGIONS } from '#shared/cost/regions';
import type { CommandId } from '#shared/host/commands';
import { pricesOf, usd } from '../design/format';
import { Mark } from '../design/Mark';
import { SelectField } from '../design/SelectField';
import { Tip } from '../design/Tip';
import { useEvaluation } from '../evaluation/store';
import { dispatch, documentOf, isDirty, useProject } from '../project/store';
import { keysOf, runCommand } from './commands';
import { LoadDial } from './LoadDial';
import { ThemeButton } from './ThemeButton';
import './top-bar.css';

export function TopBar() {
  return (
    <header className="top-bar">
      <Tip text="Start page">
        <button
          type="button"
          className="top-bar__home"
          aria-label="Start page"
          onClick={() => runCommand('file.start')}
        >
          <Mark size={22} />
        </button>
      </Tip>
      <DesignName />
      <div className="top-bar__steps">
        <UndoButton />
        <RedoButton />
      </div>
      <LoadDial />
      <Cost />
      <Region />
      <Command id="view.palette" title="Command palette">
        <Search size={15} />
      </Command>
      <ThemeButton />
      <button
        type="button"
        className="button button--primary top-bar__export"
        aria-label="Export CDK"
        onClick={() => runCommand('file.export-cdk')}
      >
        <CodeXml size={14} aria-hidden="true" />
        <span>Export CDK</span>
      </button>
    </header>
  );
}

/** The name of the design, edited in place; a dot while something is unsaved. */
function DesignName() {
  const name = useProject((state) => documentOf(state)?.name ?? '');
  const dirty = useProject(isDirty);
  const fileName = useProject((state) => state.file.name);
  const [draft, setDraft] = useState<string>();
  const finish = (): void => {
    const text = draft?.trim() ?? '';
    if (text !== '' && text !== name) dispatch({ do: 'set-name', name: text });
    setDraft(undefined);
  };
  return (
    <div className="design-name">
      <div className="design-name__grow" data-text={draft ?? name}>
        <input
          className="design-name__input"
          aria-label="Name of the design"
          size={1}
          value={draft ?? name}
          maxLength={128}
          spellCheck={false}
          onFocus={() => setDraft(name)}
          onChange={({ target }) => setDraft(target.value)}
          onBlur={finish}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key === 'Escape') {
              setDraft(undefined);
              event.currentTarget.blur();
            }
          }}
        />
      </div>
      <span className="design-name__file dim">
        {dirty && (
          <span className="design-name__dot" aria-hidden="true">
            ●
          </span>
        )}
        {fileName || 'not saved yet'}
        {dirty && fileName !== '' && <span className="spoken-only">, unsaved changes</span>}
      </span>
    </div>
  );
}

function UndoButton() {
  const title = useProject((state) => state.history?.past.at(-1)?.title);
  return (
    <Command id="edit.undo" title={title === undefined ? 'Undo' : `Undo: ${title}`} isDisabled={title === undefined}>
      <Undo2 size={15} />
    </Command>
  );
}

function RedoButton() {
  const title = useProject((state) => state.history?.future[0]?.title);
  return (
    <Command id="edit.redo" title={title === undefined ? 'Redo' : `Redo: ${title}`} isDisabled={title === undefined}>
      <Redo2 size={15} />
    </Command>
  );
}

interface CommandProps {
  readonly id: CommandId;
  readonly title: string;
  readonly isDisabled?: boolean;
  readonly children: React.ReactNode;
}

function Command({ id, title, isDisabled = false, children }: CommandProps) {
  return (
    <Tip text={title} keys={keysOf(id)}>
      <button
        type="button"
        className="icon-button"
        aria-label={title}
        aria-disabled={isDisabled}
        onClick={() => runCommand(id)}
      >
        {children}
      </button>
    </Tip>
  );
}

function Cost() {
  const cost = useEvaluation((state) => state.evaluation?.cost);
  return (
    <Tip text={cost ? `Estimate at this load, 730 h; ${pricesOf(cost.asOf)}` : 'Estimate'}>
      <button type="button" className="top-bar__cost num" onClick={() => runCommand('view.cost')}>
        <strong>{cost ? usd(cost.usdPerMonth) : '—'}</strong>
        <span className="dim">/month</span>
      </button>
    </Tip>
  );
}

function Region() {
  const region = useProject((state) => documentOf(state)?.account.region ?? '');
  const options = Object.entries(PRICED_REGIONS).map(([id, title]) => ({ id, title: `${id} — ${title}` }));
  const known = options.some(({ id }) => id === region);
  return (
    <SelectField
      label="Region"
      className="top-bar__region"
      value={region}
      shown={region}
      options={known ? options : [{ id: region, title: `${region} — no prices known` }, ...options]}
      onChange={(chosen) => dispatch({ do: 'set-account', region: chosen })}
    />
  );
}
