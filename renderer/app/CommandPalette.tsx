import { Command } from 'cmdk';
import { type CommandId, commands, type Command as CommandEntry } from '#shared/host/commands';
import { Modal } from '../design/Modal';
import { SeverityMark } from '../design/SeverityMark';
import { ServiceIcon } from '../design/ServiceIcon';
import { showFinding } from '../findings/actions';
import { keyOf, useFindings } from '../findings/store';
import { placeName } from '../findings/place';
import { serviceOf } from '../project/catalogue';
import { showLocation } from '../project/selection';
import { documentOf, useProject } from '../project/store';
import { isEnabled, keysOf, runCommand } from './commands';
import './dialogs.css';

/** Findings in the list; the panel has all of them. */
const MAX_FINDINGS = 30;

/** Every command, every resource and every finding, by name. */
export function CommandPalette({ onClose }: { onClose(): void }) {
  const document = useProject(documentOf);
  const findings = useFindings().filter(({ acknowledged }) => acknowledged === undefined);
  const choose = (run: () => void) => () => {
    onClose();
    // After the dialog has given the focus back.
    window.setTimeout(run, 0);
  };
  return (
    <Modal title="Command palette" className="command-palette" isBare onClose={onClose}>
      <Command label="Command palette" loop>
        <Command.Input data-first placeholder="A command, a resource, a finding…" />
        <Command.List>
          <Command.Empty>Nothing is called that.</Command.Empty>
          <Command.Group heading="Commands">
            {(commands as readonly CommandEntry[])
              .filter(({ id }) => id !== 'view.palette')
              .map(({ id, title, keywords = [] }) => (
                <Command.Item
                  key={id}
                  value={title}
                  keywords={[...keywords]}
                  disabled={!isEnabled(id as CommandId)}
                  onSelect={choose(() => runCommand(id as CommandId))}
                >
                  {title}
                  {keysOf(id as CommandId) && <kbd className="key">{keysOf(id as CommandId)}</kbd>}
                </Command.Item>
              ))}
          </Command.Group>
          {document && document.resources.length > 0 && (
            <Command.Group heading="Resources">
              {document.resources.map(({ id, name, service }) => (
                <Command.Item
                  key={id}
                  value={`resource ${id}`}
                  keywords={[name, serviceOf(service)?.title ?? service]}
                  onSelect={choose(() => showLocation({ resource: id }))}
                >
                  <ServiceIcon service={service} size={18} />
                  {name}
                  <span className="dim">{serviceOf(service)?.title}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {findings.length > 0 && (
            <Command.Group heading="Findings">
              {findings.slice(0, MAX_FINDINGS).map((finding) => (
                <Command.Item
                  key={keyOf(finding)}
                  value={keyOf(finding)}
                  keywords={[finding.message, finding.rule]}
                  onSelect={choose(() => showFinding(finding))}
                >
                  <SeverityMark severity={finding.severity} />
                  <span>
                    {placeName(finding, document)}: {finding.message}
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Modal>
  );
}
