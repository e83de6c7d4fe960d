import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  type LucideIcon,
} from 'lucide-react';
import { commands, type CommandId } from '#shared/host/commands';
import { isEnabled, keysOf, runCommand } from '../app/commands';

const BUTTONS: readonly (readonly [id: CommandId, icon: LucideIcon])[] = [
  ['canvas.align-left', AlignStartVertical],
  ['canvas.align-centre', AlignCenterVertical],
  ['canvas.align-right', AlignEndVertical],
  ['canvas.align-top', AlignStartHorizontal],
  ['canvas.align-middle', AlignCenterHorizontal],
  ['canvas.align-bottom', AlignEndHorizontal],
  ['canvas.distribute-across', AlignHorizontalSpaceBetween],
  ['canvas.distribute-down', AlignVerticalSpaceBetween],
];

/** Aligning and distributing by hand; each has its key. */
export function ArrangeButtons() {
  return (
    <div className="arrange" role="toolbar" aria-label="Arrange">
      {BUTTONS.map(([id, Icon]) => {
        const title = commands.find((command) => command.id === id)?.title ?? id;
        return (
          <button
            key={id}
            type="button"
            className="icon-button"
            aria-label={title}
            title={`${title} (${keysOf(id) ?? ''})`}
            disabled={!isEnabled(id)}
            onClick={() => runCommand(id)}
          >
            <Icon size={16} aria-hidden="true" />
          </button>
        );
      })}
    </div>
  );
}
