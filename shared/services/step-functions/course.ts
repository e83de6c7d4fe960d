/**
 * How a step of an execution goes, by the laws of its durations: when each of its states is entered, when it is done and
 * when it fails for good. For what runs at once; tasks in turn need no more than means (execution.ts).
 */
import type { CapacityContext, Outcome } from '#shared/model/capacity';
import type { Terms } from '#shared/model/contract';
import {
  always,
  discrete,
  type DurationLaw,
  either,
  firstOf,
  inTurn,
  lastOf,
  meanOf,
  NEVER,
  notBefore,
  ofShare,
  shareOf,
  stretched,
  thinned,
} from '#shared/queueing/duration-law';
import { choiceBefore, needsEnd, retryDelay, type Task } from './tasks';

/** Times in seconds from its beginning. */
export interface Course {
  /** The shares of `done` and `failed` add up to 1. */
  readonly done: DurationLaw;
  readonly failed: DurationLaw;
  /** Of each of its states, attempts and others: when it is entered. The shares add up to how often that is, in the mean. */
  readonly entered: readonly Entered[];
}

interface Entered {
  /** Whose attempt it is; undefined for a choice, an end, or a Parallel state. */
  readonly task?: Task;
  readonly when: DurationLaw;
}

type Context = Pick<CapacityContext, 'outcome'>;

const AT_ONCE = always(0);

/** Of each Parallel state, by its first task: how it goes by what became of its tasks. The solver asks for the same often. */
const known = new WeakMap<Task, Map<string, Course>>();
const MOST_KNOWN = 100;

/**
 * Branches at once: done when the last is, failed when the first is. What other branches have not entered by then they
 * never enter (https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html).
 */
export function parallelCourse(branches: readonly (readonly Task[])[], context: Context): Course {
  const first = branches[0]![0]!;
  const outcomes = branches.flat().map((task) => context.outcome(task));
  const key = outcomes.map(({ throttled, failed, latency }) => `${throttled} ${failed} ${latency}`).join();
  const before = known.get(first) ?? new Map<string, Course>();
  const course = before.get(key) ?? atOnce(branches, context);
  if (before.size === MOST_KNOWN) before.clear();
  known.set(first, before.set(key, course));
  return course;
}

function atOnce(branches: readonly (readonly Task[])[], context: Context): Course {
  const courses = branches.map((branch) => branchCourse(branch, context));
  const entered = courses.flatMap((course, at) => {
    const others = courses.filter((_, other) => other !== at).map(({ failed }) => failed);
    const left = (time: number): number => others.reduce((all, failed) => all * notBefore(failed, time), 1);
    return course.entered.map(({ when, ...state }) => ({ ...state, when: thinned(when, left) }));
  });
  return {
    done: lastOf(courses.map(({ done }) => done)),
    failed: firstOf(courses.map(({ failed }) => failed)),
    entered: [{ when: AT_ONCE }, ...entered],
  };
}

/** Tasks one after the other, as a branch has them. */
function branchCourse(tasks: readonly Task[], context: Context): Course {
  const entered: Entered[] = [];
  let at = AT_ONCE;
  let failed = NEVER;
  for (const task of tasks) {
    const { share } = task.config;
    const course = taskCourse(task, context);
    const begun = ofShare(at, share);
    if (choiceBefore(task) > 0) entered.push({ when: at });
    entered.push(...course.entered.map((state) => ({ ...state, when: inTurn(begun, state.when) })));
    failed = either(failed, inTurn(begun, course.failed));
    at = either(ofShare(at, 1 - share), inTurn(begun, course.done));
  }
  if (needsEnd(tasks.at(-1))) entered.push({ when: at });
  return { done: at, failed, entered };
}

/** A task with its retries; every error is tried again, a refusal as well as a failure. A refusal takes no time. */
function taskCourse(task: Task, context: Context): Course {
  const { config } = task;
  const { throttled, failed: fails, latency } = context.outcome(task);
  const answer = answerLaw(task, latency);
  const entered: Entered[] = [];
  let begun = AT_ONCE;
  let done = NEVER;
  for (let tries = 1; ; tries++) {
    entered.push({ task, when: begun });
    const answered = inTurn(begun, answer);
    done = either(done, ofShare(answered, Math.max(0, 1 - throttled - fails)));
    const error = either(ofShare(begun, throttled), ofShare(answered, Math.min(fails, 1 - throttled)));
    if (shareOf(error) === 0) return { done, failed: NEVER, entered };
    if (tries > config.retryAttempts) {
      return config.onFailure === 'continue'
        ? { done: either(done, error), failed: NEVER, entered }
        : { done, failed: error, entered };
    }
    begun = inTurn(error, always(retryDelay(config, tries)));
  }
}

/** As the other end says that it varies, with the mean that its answers take at this load. */
function answerLaw({ to }: Task, latency: Outcome['latency']): DurationLaw {
  if (to.contract !== 'invoke' || latency === 0) return always(latency);
  const { duration, timeout } = to.terms as Terms<'invoke'>;
  const law = discrete(duration, timeout);
  return meanOf(law) > 0 ? stretched(law, latency / meanOf(law)) : always(latency);
}
