/** What ends a command early: told in one sentence, without a stack. */
export class CommandFailure extends Error {
  /** Name of the command whose help says more. */
  readonly helpOf: string | undefined;

  constructor(message: string, helpOf?: string) {
    super(message);
    this.helpOf = helpOf;
  }
}

/** 0: fine. 1: findings at or above `--fail-on`, or a failed assertion. 2: bad usage or unreadable input. 3: a bug. */
export type Status = 0 | 1 | 2 | 3;
