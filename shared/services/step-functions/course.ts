/**
 * How a step of an execution goes, by the laws of its durations: when each of its states is entered, when it is done and
 * when it fails for good. For what runs at once; tasks in turn need no more than means (execution.ts).
 */
import type { CapacityContext, Outcome } from '#shared/model/capacity';
import type { Terms } from '#shared/model/contract';
import {
  always,
  delayed,
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
import { noticeableShareBeyond } from '#shared/queueing/tail';
import { beginnings } from '#shared/queueing/window';
import { LONGEST_STANDARD, MAP_CONCURRENCY } from './starts';
import {
  callbackOf,
  choiceBefore,
  isMap,
  isPassedOver,
  itemsAtOnce,
  needsEnd,
  retryDelay,
  type Step,
  type Task,
  tasksIn,
} from './tasks';

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

type Context = Pick<CapacityContext, 'outcome' | 'quota'>;

const AT_ONCE = always(0);

/** By their first task, and by what became of their tasks: the solver asks for the same often. */
const known = new WeakMap<Task, Map<string, Course>>();
const MOST_KNOWN = 100;

/** A Parallel state, or a task for each item of a list. */
export function courseOf(step: Step, context: Context): Course {
  const tasks = tasksIn(step);
  const outcomes = tasks.map((task) => context.outcome(task));
  const key = outcomes.map(({ throttled, failed, latency }) => `${throttled} ${failed} ${latency}`).join();
  const before = known.get(tasks[0]!) ?? new Map<string, Course>();
  const course = before.get(key) ?? (step.kind === 'task' ? taskCourse(step.task, context) : atOnce(step, context));
  if (before.size === MOST_KNOWN) before.clear();
  known.set(tasks[0]!, before.set(key, course));
  return course;
}

/**
 * Branches at once: done when the last is, failed when the first is. What other branches have not entered by then they
 * never enter (https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html).
 */
function atOnce({ branches }: Extract<Step, { kind: 'parallel' }>, context: Context): Course {
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

const taskCourse = (task: Task, context: Context): Course =>
  isMap(task) ? mapCourse(task, context) : attemptsCourse(task, context);

/** Items at once, so many as may be: done when all are, failed when the first is, after which none begins. */
function mapCourse(task: Task, context: Context): Course {
  const { items } = task.config;
  const most = itemsAtOnce(task.config, context.quota(MAP_CONCURRENCY));
  const item = attemptsCourse(task, context);
  const begun = beginnings(either(item.done, item.failed), items, most);
  const counts = begun.map(({ count }) => count);
  const failed = begun.map(({ time }) => delayed(item.failed, time));
  const left = (own: number, time: number): number =>
    failed.reduce((all, law, at) => all * notBefore(law, time) ** (counts[at]! - (at === own ? 1 : 0)), 1);
  const failing = shareOf(item.failed);
  let before = 0;
  const entered = begun.flatMap(({ time, count }, at) => {
    const since = left(at, time);
    // Each item after the first ones begins when another is done, and as many are before it that have not failed; more
    // begin where failures take their time.
    const begins =
      at === 0 ? count : Math.max(powers(1 - failing, before - most + 1, count), count * since * (1 - failing));
    before += count;
    return item.entered.map(({ when, ...state }) => ({
      ...state,
      when: thinned(delayed(when, time, begins), (entering) => (since > 0 ? left(at, entering) / since : 0)),
    }));
  });
  const last = begun.length - 1;
  return {
    // One after the other, the last is done when all are.
    done:
      most === 1
        ? delayed(item.done, begun[last]!.time, shareOf(item.done) ** (items - 1))
        : lastOf(
            begun.map(({ time }) => delayed(item.done, time)),
            counts,
          ),
    failed: firstOf(failed, counts),
    entered: [{ when: AT_ONCE }, ...entered],
  };
}

/** A task with its retries; every error is tried again, a refusal as well as a failure. A refusal takes no time. */
function attemptsCourse(task: Task, context: Context): Course {
  const { config } = task;
  const { throttled, failed: fails, latency } = context.outcome(task);
  const { inTime, cutOff } = answerLaws(task, latency);
  const errors = Math.min(fails, 1 - throttled);
  const slow = Math.min(errors, (1 - throttled) * shareOf(cutOff));
  const back = callbackLaws(task, context);
  const entered: Entered[] = [];
  let begun = AT_ONCE;
  let done = NEVER;
  for (let tries = 1; ; tries++) {
    entered.push({ task, when: begun });
    const answered = inTurn(begun, inTime);
    const accepted = ofShare(answered, 1 - throttled - errors);
    const failed = either(
      ofShare(answered, errors - slow),
      slow > 0 ? ofShare(inTurn(begun, cutOff), slow / shareOf(cutOff)) : NEVER,
    );
    const refused = either(ofShare(begun, throttled), failed);
    done = either(done, back ? inTurn(accepted, back.done) : accepted);
    const error = back ? either(refused, inTurn(accepted, back.failed)) : refused;
    if (shareOf(error) === 0) return { done, failed: NEVER, entered };
    if (tries > config.retryAttempts) {
      if (!isPassedOver(task)) return { done, failed: error, entered };
      // An item that is passed over ends in a state of its own.
      if (isMap(task)) entered.push({ when: error });
      return { done: either(done, error), failed: NEVER, entered };
    }
    begun = inTurn(error, always(retryDelay(config, tries)));
  }
}

/** When an attempt that was handed over is called back well, and when it fails; undefined where nothing is waited for. */
function callbackLaws(task: Task, context: Context): Pick<Course, 'done' | 'failed'> | undefined {
  const callback = callbackOf(task);
  if (callback === undefined) return undefined;
  const { callbackTime, callbackFailures, unanswered, timeout, heartbeat } = callback;
  const longest = timeout ?? context.quota(LONGEST_STANDARD);
  const law = discrete(callbackTime, longest);
  const inTime = ofShare(
    thinned(law, (time) => (time < longest ? 1 : 0)),
    1 - unanswered,
  );
  const late = always(longest);
  const silent = always(Math.min(longest, heartbeat ?? longest));
  return {
    done: ofShare(inTime, 1 - callbackFailures),
    failed: either(
      ofShare(inTime, callbackFailures),
      either(ofShare(late, 1 - unanswered - shareOf(inTime)), ofShare(silent, unanswered)),
    ),
  };
}

interface AnswerLaws {
  readonly inTime: DurationLaw;
  /** Of what the other end's own timeout cuts off; the share is that of all answers. */
  readonly cutOff: DurationLaw;
}

/** As the other end says that it varies, with the mean that its answers take at this load. */
function answerLaws({ to }: Task, latency: Outcome['latency']): AnswerLaws {
  const plain = { inTime: always(latency), cutOff: NEVER };
  if (to.contract !== 'invoke' || latency === 0) return plain;
  const { duration, timeout } = to.terms as Terms<'invoke'>;
  const law = discrete(duration, timeout);
  const longer = latency / meanOf(law);
  const inTime = thinned(law, (time) => (time < timeout ? 1 : 0));
  const late = noticeableShareBeyond(duration, timeout);
  if (!Number.isFinite(longer) || shareOf(inTime) === 0) return plain;
  return {
    inTime: stretched(ofShare(inTime, 1 / shareOf(inTime)), longer),
    cutOff: ofShare(always(timeout * longer), late),
  };
}

/** base^from + … of `count` terms. */
function powers(base: number, from: number, count: number): number {
  return base === 1 ? count : (base ** from * (1 - base ** count)) / (1 - base);
}
