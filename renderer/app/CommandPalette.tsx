import { Command } from 'cmdk';
import { useEffect, useMemo, useState } from 'react';
import { searchItems } from '../canvas/pick';
import { Modal } from '../design/Modal';
import { useFindings } from '../findings/store';
import { useSelection } from '../project/selection';
import { documentOf, useProject } from '../project/store';
import { type Example, loadExamples } from '../start/examples';
import { type PaletteEntry, paletteGroups } from './palette-entries';
import './dialogs.css';

/** Findings in the list; the panel has all of them. */
const MAX_FINDINGS = 30;

/** Every command, resource, finding and example, and what may be added, by name. */
export function CommandPalette({ onClose }: { onClose(): void }) {
  const document = useProject(documentOf);
  const selected = useSelection((state) => state.resources);
  const findings = useFindings();
  const examples = useExamples();
  const [query, setQuery] = useState('');
  const groups = useMemo(() => {
    const open = findings.filter(({ acknowledged }) => acknowledged === undefined).slice(0, MAX_FINDINGS);
    return paletteGroups({ document, selected, findings: open, examples });
  }, [document, selected, findings, examples]);
  const choose = ({ run }: PaletteEntry): void => {
    onClose();
    // After the dialog has given the focus back.
    window.setTimeout(run, 0);
  };
  const found = groups
    .map(({ heading, entries }) => ({ heading, entries: searchItems(entries, query) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <Modal title="Command palette" className="command-palette" isBare onClose={onClose}>
      <Command label="Command palette" loop shouldFilter={false}>
        <Command.Input
          data-first
          placeholder="A command, a resource, a finding…"
          value={query}
          onValueChange={setQuery}
        />
        <Command.List>
          {found.length === 0 && <Command.Empty>Nothing is called that.</Command.Empty>}
          {found.map(({ heading, entries }) => (
            <Command.Group key={heading} heading={heading}>
              {entries.map((entry) => (
                <Command.Item
                  key={entry.id}
                  value={entry.id}
                  disabled={entry.isDisabled ?? false}
                  onSelect={() => choose(entry)}
                >
                  {entry.picture}
                  <span>{entry.title}</span>
                  {entry.about && <span className="dim">{entry.about}</span>}
                  {entry.keys && <kbd className="key">{entry.keys}</kbd>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Modal>
  );
}

function useExamples(): readonly Example[] {
  const [examples, setExamples] = useState<readonly Example[]>([]);
  useEffect(() => void loadExamples().then(setExamples), []);
  return examples;
}
