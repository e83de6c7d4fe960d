/** Finds the command that was asked for, runs it, and turns whatever happens into an exit status. */
import { nearest } from '#shared/document/nearest';
import { VERSION } from '#shared/version';
import { readArguments } from './arguments';
import type { CommandSpec } from './command';
import { commands } from './commands';
import { CommandFailure, type Status } from './failure';
import { commandHelp, overview } from './help';
import type { Terminal } from './terminal';

export async function run(args: readonly string[], terminal: Terminal): Promise<Status> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    if (!(error instanceof CommandFailure)) return reportBug(error, args, terminal);
    terminal.remark(`spillway: ${error.message}`);
    if (error.helpOf !== undefined) terminal.remark(`See: spillway help ${error.helpOf}`);
    return 2;
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<Status> {
  const [first] = args;
  if (first === undefined) {
    terminal.remark(overview());
    return 2;
  }
  if (first === '--version' || first === '-v') {
    terminal.print(`${VERSION}\n`);
    return 0;
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    const asked = args.slice(1);
    terminal.print(`${asked.length === 0 ? overview() : commandHelp(named(asked).command)}\n`);
    return 0;
  }
  const { command, rest } = named(args);
  if (asksForHelp(rest)) {
    terminal.print(`${commandHelp(command)}\n`);
    return 0;
  }
  const given = readArguments(rest, command);
  const runCommand = await command.load();
  return runCommand(given, terminal);
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

/** The command that the arguments begin with; its name may be two words. */
function named(args: readonly string[]): { readonly command: CommandSpec; readonly rest: readonly string[] } {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const command = commands.find((each) => each.name === name);
    if (command) return { command, rest: args.slice(words) };
  }
  throw new CommandFailure(unknownCommand(args));
}

function unknownCommand([first = '', second]: readonly string[]): string {
  if (first.startsWith('-')) return `options come after the command, but ${first} comes first. See: spillway help`;
  const family = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  if (family.length > 0) {
    const asked = second === undefined || second.startsWith('-') ? '' : `, not ${second}`;
    return `${first} needs to be told what: ${family.map((name) => name.slice(first.length + 1)).join(', ')}${asked}`;
  }
  const names = commands.map(({ name }) => name);
  const meant = nearest(first, names);
  if (meant !== undefined) return `there is no command ${first}: perhaps ${meant} is meant`;
  return `there is no command ${first}: there are ${names.join(', ')}`;
}

function reportBug(error: unknown, args: readonly string[], terminal: Terminal): Status {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.remark(
    [
      'spillway: this is a mistake in Spillway, not in your file. Please report it with the file and these lines:',
      `  spillway ${VERSION}, Node.js ${process.version}, ${process.platform} ${process.arch}`,
      `  arguments: ${JSON.stringify(args)}`,
      ...what.split('\n').map((line) => `  ${line}`),
    ].join('\n'),
  );
  return 3;
}
