import { menus, menuSections } from '#shared/host/commands';
import { Modal } from '../design/Modal';
import { keysOf } from './commands';
import './dialogs.css';

const ON_CANVAS: readonly (readonly [keys: string, words: string])[] = [
  ['Tab', 'Walk the cards; Enter selects, Enter again opens the settings'],
  ['Shift + Enter', 'Select it beside what is selected already'],
  ['Alt + ← →', 'Follow a connection back or on'],
  ['Alt + ↑ ↓', 'The card above or below'],
  ['Arrow keys', 'Move what is selected by 8; with nothing selected, the view'],
  ['Shift + arrow keys', 'Five times as far'],
  ['Alt + arrow keys', 'With a group or note selected: its size'],
  ['Shift + drag', 'Select what lies in a box'],
  ['Wheel', 'Pan; with Ctrl, zoom'],
  ['Double-click a name', 'Rename'],
];

/** Made from the command table: no shortcut is missing here. */
export function ShortcutList({ onClose }: { onClose(): void }) {
  return (
    <Modal title="Keyboard shortcuts" className="modal--wide" onClose={onClose}>
      <div className="shortcuts">
        {menus.map(({ id, title }) => (
          <section key={id}>
            <h3 className="label">{title}</h3>
            <ul>
              {menuSections(id)
                .flat()
                .filter(({ accelerator }) => accelerator !== undefined)
                .map((command) => (
                  <li key={command.id}>
                    {command.title.replace('…', '')}
                    <kbd className="key">{keysOf(command.id as Parameters<typeof keysOf>[0])}</kbd>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        <section>
          <h3 className="label">On the canvas</h3>
          <ul>
            {ON_CANVAS.map(([keys, words]) => (
              <li key={keys}>
                {words}
                <kbd className="key">{keys}</kbd>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Modal>
  );
}
