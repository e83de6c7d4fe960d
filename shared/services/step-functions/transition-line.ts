import * as Message from '#shared/model/message';
import { PacedLine } from '#shared/model/paced-line';
import type { ActorContext, Bucket, Handle, Recorder, Timer } from '#shared/model/simulation';
import { TRANSITIONS } from './starts';

/** A state machine as it waits for state transitions. */
interface Member {
  readonly recorder: Recorder;
  /** Of one execution, mean, without retries and failures. */
  readonly transitions: number;
  begin(execution: Handle): void;
}

/**
 * Standard executions before their beginning: those of all state machines of the account in one line, the oldest first,
 * so that a quota that is used up slows each machine by the same share. An execution begins once those before it are
 * paid for, and is charged for all that it would take without a failure. While one waits, its `mark` is its machine.
 */
export class TransitionLine {
  private readonly members: Member[] = [];
  private readonly words: Int32Array;
  private readonly line: PacedLine;

  /** @param timer of the actor that then calls `drain` for all */
  constructor(context: ActorContext, bucket: Bucket, timer: Timer) {
    const { words } = context.runtime.messages;
    this.words = words;
    const memberOf = (execution: Handle): Member => this.members[words[execution + Message.mark]!]!;
    this.line = new PacedLine(context, {
      bucket: { take: () => bucket.level() >= 1 },
      rate: () => context.quota(TRANSITIONS),
      timer,
      recorderOf: (execution) => memberOf(execution).recorder,
      turn: {
        isTooOld: () => false,
        giveUp: () => {},
        attempt(execution) {
          const member = memberOf(execution);
          bucket.overdraw(member.transitions);
          member.begin(execution);
        },
      },
    });
  }

  /** @returns the place of the member, for `add` and `oldestOf` */
  join(member: Member): number {
    return this.members.push(member) - 1;
  }

  add(execution: Handle, member: number): void {
    this.words[execution + Message.mark] = member;
    this.line.add(execution);
  }

  drain(): void {
    this.line.drain();
  }

  /** NONE where none of the member's executions waits. */
  oldestOf(member: number): Handle {
    return this.line.oldestOf((execution) => this.words[execution + Message.mark] === member);
  }
}

/** Of each run's bucket of the account. */
const lines = new WeakMap<Bucket, TransitionLine>();

/** The line that all state machines of a run share; the first to ask for it brings its timer. */
export function transitionLine(context: ActorContext, bucket: Bucket, timer: Timer): TransitionLine {
  const line = lines.get(bucket) ?? new TransitionLine(context, bucket, timer);
  lines.set(bucket, line);
  return line;
}
