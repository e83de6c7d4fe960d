/** Reads the arguments of one command, and says in a sentence what is wrong with them. */
import { parseArgs } from 'node:util';
import { nearest } from '#shared/document/nearest';
import type { CommandSpec, OptionSpec } from './command';
import { CommandFailure } from './failure';

export interface Arguments {
  readonly operands: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

export function readArguments(args: readonly string[], command: CommandSpec): Arguments {
  const { options } = command;
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }]),
    ),
  });
  const operands: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) throw new CommandFailure(unknownOption(token.rawName, command), command.name);
    if (option.value === undefined) flags.add(flagOf(token.name, token.value, command));
    else values.set(token.name, valueOf(token.name, token.value, option, command));
  }
  checkOperands(operands, command);
  return { operands, flags, values };
}

function unknownOption(given: string, { name, options }: CommandSpec): string {
  const meant = nearest(given.replace(/^-+/, ''), Object.keys(options));
  if (meant !== undefined) return `${name} has no option ${given}: perhaps --${meant} is meant`;
  const known = Object.keys(options).map((option) => `--${option}`);
  return `${name} has no option ${given}: it has ${known.length > 0 ? known.join(', ') : 'none'}`;
}

function flagOf(name: string, value: string | undefined, command: CommandSpec): string {
  if (value !== undefined) throw new CommandFailure(`--${name} takes no value, but was given ${value}`, command.name);
  return name;
}

function valueOf(name: string, value: string | undefined, option: OptionSpec, command: CommandSpec): string {
  const { choices } = option;
  if (value === undefined || value === '') {
    const wanted = choices ? choices.join(', ') : option.value;
    throw new CommandFailure(`--${name} needs a value: ${wanted}`, command.name);
  }
  if (choices && !choices.includes(value)) {
    const meant = nearest(value, choices);
    const hint = meant === undefined ? '' : `: perhaps ${meant} is meant`;
    throw new CommandFailure(`--${name} takes ${listed(choices)}, not ${value}${hint}`, command.name);
  }
  return value;
}

function checkOperands(operands: readonly string[], { name, fewest, most, operands: wanted }: CommandSpec): void {
  if (operands.length < fewest) throw new CommandFailure(`${name} needs ${wanted}`, name);
  if (most !== undefined && operands.length > most) {
    const surplus = operands.slice(most).join(' ');
    throw new CommandFailure(`${name} takes ${most === 0 ? 'no operand' : wanted}, and nothing more: ${surplus}`, name);
  }
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
