/** Runs commands by id. What each does is set once by the shell, so that anything may ask for any. */
import { acceleratorLabel, matchesAccelerator } from '#shared/host/accelerator';
import { type Command, type CommandId, commands } from '#shared/host/commands';
import { theHost } from './host';
import { tell } from './notices';

export interface CommandHandler {
  run(): void | Promise<void>;
  /** Absent: always. */
  isEnabled?(): boolean;
}

export type CommandHandlers = Readonly<Record<CommandId, CommandHandler>>;

let handlers: CommandHandlers | undefined;

export function setHandlers(next: CommandHandlers): void {
  handlers = next;
}

export function isEnabled(id: CommandId): boolean {
  return handlers?.[id].isEnabled?.() ?? true;
}

export function runCommand(id: CommandId): void {
  if (!handlers) throw new Error(`command ${id} before the shell is up`);
  if (!isEnabled(id)) return;
  void (async () => handlers?.[id].run())().catch((error: unknown) => {
    const title = commands.find((command) => command.id === id)?.title ?? id;
    tell({ tone: 'trouble', title: `“${title}” failed`, detail: String(error) });
  });
}

const isMac = (): boolean => theHost().platform === 'mac';

/** The shortcut as the platform shows it; undefined for a command without one. */
export function keysOf(id: CommandId): string | undefined {
  const command: Command | undefined = commands.find((each) => each.id === id);
  const keys = theHost().kind === 'desktop' ? command?.accelerator : (command?.inBrowser ?? command?.accelerator);
  return keys && acceleratorLabel(keys, isMac());
}

/** The command whose shortcut was pressed. */
export function commandFor(press: KeyboardEvent): Command | undefined {
  return (commands as readonly Command[]).find(({ accelerator, inBrowser, alternatives = [] }) =>
    [accelerator, inBrowser, ...alternatives]
      .filter((keys) => keys !== undefined)
      .some((keys) => matchesAccelerator(keys, press, isMac())),
  );
}
