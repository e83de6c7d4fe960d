import type { CommandSpec, OptionSpec } from './command';
import { commands } from './commands';

/** What the command line can do, one line a command. */
export function overview(): string {
  const width = Math.max(...commands.map((command) => usage(command).length));
  return [
    'Spillway: at what load does a design spill, where does the excess go, what does it cost, is it right?',
    '',
    'Usage: spillway <command> [options]',
    '',
    ...commands.map((command) => `  ${usage(command).padEnd(width)}  ${command.summary}`),
    '',
    'FILE is a .spillway project, or - for standard input. Results go to stdout, everything else to stderr.',
    'Exit status: 0 fine, 1 findings at or above --fail-on or a failed assertion, 2 bad usage or unreadable input, 3 a bug.',
    '',
    'spillway help <command> says more; spillway --version says which version this is.',
  ].join('\n');
}

export function commandHelp(command: CommandSpec): string {
  const options = Object.entries(command.options).map(
    ([name, option]) => [optionUsage(name, option), option.help] as const,
  );
  const width = Math.max(0, ...options.map(([use]) => use.length));
  return [
    `Usage: spillway ${usage(command)}${options.length > 0 ? ' [options]' : ''}`,
    '',
    `${command.summary}.`,
    ...(command.details === undefined ? [] : ['', command.details]),
    ...(options.length === 0 ? [] : ['', ...options.map(([use, help]) => `  ${use.padEnd(width)}  ${help}`)]),
  ].join('\n');
}

function usage({ name, operands }: CommandSpec): string {
  return operands === '' ? name : `${name} ${operands}`;
}

function optionUsage(name: string, { value, choices }: OptionSpec): string {
  if (value === undefined) return `--${name}`;
  return `--${name} ${choices ? choices.join('|') : value}`;
}
