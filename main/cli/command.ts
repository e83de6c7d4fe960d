/** What a command is: its place in the help, its options, and how it is loaded. */
import type { Arguments } from './arguments';
import type { Status } from './failure';
import type { Terminal } from './terminal';

export interface OptionSpec {
  /** What stands for the value in the help; absent for a flag. */
  readonly value?: string;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
  readonly help: string;
}

export interface CommandSpec {
  readonly name: string;
  /** `FILE`, `[ID]`. */
  readonly operands: string;
  readonly fewest: number;
  /** Operands at most; none where any number may come. */
  readonly most?: number;
  readonly summary: string;
  /** More for `help <command>`. */
  readonly details?: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Loads the code only when the command runs: starting up is what a command line does most. */
  load(): Promise<CommandRun>;
}

export type CommandRun = (given: Arguments, terminal: Terminal) => Promise<Status>;
