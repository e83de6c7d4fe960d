/**
 * How executions walk their tasks in a run. An execution is the message that started it, and each branch of a Parallel
 * state and each item of a Map is a message of its own: walkers. Of a walker `mark` is the place in its list, and `next` the attempt that is open
 * or the first of the walkers that it waits for.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Message from '#shared/model/message';
import {
  type Bucket,
  type Handle,
  NONE,
  type Recorder,
  type Runtime,
  type Sampler,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { FORWARD, type MapNode, type Node, type ParallelNode, type Plan, type TaskNode, UNDO } from './plan';
import { callbackOf, retryDelay } from './tasks';

/** Own words of a walker: its list, the next of those that walk for the same, and items that have yet to begin for it. */
const LIST = Message.ownA;
const SIBLING = Message.ownB;
const LEFT = Message.ownC;
/** Own flag of a walker that walks for its parent. */
const FOR_PARENT = Message.OWN_C;
/** Own flag of an attempt that was taken, and now waits for its callback; its `mark` says whether that will be well. */
const HANDED_OVER = Message.OWN_D;

/** How a wait for a callback ends. */
const DONE = 0;
const FAILED = 1;
const GIVEN_UP = 2;

/** How a walk, a node or an attempt stands. */
type Standing = 'open' | 'done' | 'failed';

interface Walked {
  readonly plan: Plan;
  readonly runtime: Runtime;
  readonly recorder: Recorder;
  readonly draws: Uniform;
  readonly retry: Timer;
  readonly callback: Timer;
  /** Times until the callbacks of the tasks that wait for one, by index of the connection. */
  readonly callbackTimes: ReadonlyMap<number, Sampler>;
  /** Longest wait for a callback without a timeout, seconds. */
  readonly longest: number;
  /** Of the account, of Standard executions. */
  readonly transitions: Bucket | undefined;
  ended(execution: Handle, hasFailed: boolean): void;
}

export class Walk {
  private readonly walked: Walked;
  private readonly words: Int32Array;
  /** By index of the connection. */
  private readonly taskAt: TaskNode[] = [];

  constructor(walked: Walked) {
    this.walked = walked;
    this.words = walked.runtime.messages.words;
    for (const node of walked.plan.lists.flat()) if (node.kind === 'task') this.taskAt[node.index] = node;
  }

  /** Makes an execution ready to begin, so that it can be stopped. */
  prepare(execution: Handle): void {
    this.put(execution, FORWARD);
    this.words[execution + Message.flags]! &= ~FOR_PARENT;
  }

  begin(execution: Handle): void {
    this.goOn(execution, this.advance(execution));
  }

  answered(attempt: Handle, answer: Answer.Code): void {
    const { runtime, recorder } = this.walked;
    if (this.isAbandoned(attempt)) {
      recorder.count(Counter.wasted);
      runtime.release(attempt);
      return;
    }
    recorder.saw(this.words[attempt + Message.connection]!, answer);
    const walker = this.words[attempt + Message.parent]!;
    if (answer !== Answer.taken) return this.leaveNode(walker, this.notDone(attempt, answer));
    if (this.waitsForCallback(attempt)) return this.wait(attempt);
    runtime.release(attempt);
    this.leaveNode(walker, 'done');
  }

  tryAgain(attempt: Handle): void {
    const { runtime, recorder, transitions } = this.walked;
    if (this.isAbandoned(attempt)) {
      runtime.release(attempt);
      return;
    }
    recorder.count(Counter.retries);
    transitions?.overdraw(1);
    const walker = this.words[attempt + Message.parent]!;
    this.leaveNode(walker, this.attempt(attempt));
  }

  /** A callback comes, or is given up. */
  calledBack(attempt: Handle): void {
    const { words } = this;
    const { runtime, recorder } = this.walked;
    if (this.isAbandoned(attempt)) {
      runtime.release(attempt);
      return;
    }
    words[attempt + Message.flags]! &= ~HANDED_OVER;
    const walker = words[attempt + Message.parent]!;
    if (words[attempt + Message.mark] === DONE) {
      runtime.release(attempt);
      return this.leaveNode(walker, 'done');
    }
    if (words[attempt + Message.mark] === GIVEN_UP) recorder.count(Counter.timeouts);
    this.leaveNode(walker, this.notDone(attempt, Answer.failed));
  }

  /** What is open under a walker works on, but nothing waits for it. Gives back the transitions that it does not come to. */
  stop(walker: Handle): void {
    const { words, walked } = this;
    const node = this.nodeOf(walker);
    const open = words[walker + Message.next]!;
    if (node === undefined || open === NONE) return;
    walked.transitions?.putBack(node.afterwards);
    if (node.kind !== 'task') {
      this.stopAll(walker, node);
      return;
    }
    const isHandedOver = (words[open + Message.flags]! & HANDED_OVER) !== 0;
    words[open + Message.flags]! |= Message.ABANDONED;
    if (!isHandedOver) walked.recorder.saw(words[open + Message.connection]!, Answer.gaveUp);
  }

  private stopAll(parent: Handle, node: Node): void {
    const { words, walked } = this;
    if (node.kind === 'map') {
      walked.transitions?.putBack(words[parent + LEFT]! * walked.plan.lists[node.list]![0]!.transitions);
    }
    for (let walker = words[parent + Message.next]!; walker !== NONE;) {
      const following = words[walker + SIBLING]!;
      this.stop(walker);
      walked.runtime.release(walker);
      walker = following;
    }
    words[parent + Message.next] = NONE;
  }

  private isAbandoned(attempt: Handle): boolean {
    return (this.words[attempt + Message.flags]! & Message.ABANDONED) !== 0;
  }

  private put(walker: Handle, list: number): void {
    this.words[walker + LIST] = list;
    this.words[walker + Message.mark] = 0;
    this.words[walker + Message.next] = NONE;
  }

  private nodeOf(walker: Handle): Node | undefined {
    return this.walked.plan.lists[this.words[walker + LIST]!]![this.words[walker + Message.mark]!];
  }

  /** Walks from the present place on, until something has to be waited for or none is left. */
  private advance(walker: Handle): Standing {
    const { draws } = this.walked;
    for (;;) {
      const node = this.nodeOf(walker);
      if (node === undefined) return 'done';
      if (node.share < 1 && draws.next() >= node.share) {
        this.words[walker + Message.mark]!++;
        continue;
      }
      const standing = this.enter(walker, node);
      if (standing === 'open') return 'open';
      if (!this.goesOn(walker, node, standing)) return 'failed';
    }
  }

  private enter(walker: Handle, node: Node): Standing {
    if (node.kind === 'task') return this.start(walker, node);
    if (node.kind === 'parallel') return this.fork(walker, node);
    this.words[walker + LEFT] = node.items;
    return this.beginItems(walker, node, node.atOnce);
  }

  /** Whether a walker has somewhere to go from a node that is done or failed; puts it there. */
  private goesOn(walker: Handle, node: Node, standing: 'done' | 'failed'): boolean {
    const { words, walked } = this;
    const { onFailure, afterwards, undoFrom, passing } = node;
    words[walker + Message.next] = NONE;
    if (standing === 'done' || onFailure === 'continue') {
      if (standing === 'failed') walked.transitions?.overdraw(passing);
      words[walker + Message.mark]!++;
      return true;
    }
    walked.transitions?.putBack(afterwards);
    if (onFailure === 'fail') return false;
    this.put(walker, UNDO);
    words[walker + Message.mark] = undoFrom;
    walked.transitions?.overdraw(this.nodeOf(walker)?.transitions ?? 1);
    return true;
  }

  /** Goes on where a walker stands, and with those that wait for it. */
  private goOn(from: Handle, stands: Standing): void {
    const { words, walked } = this;
    let [walker, standing] = [from, stands];
    while (standing !== 'open') {
      if ((words[walker + Message.flags]! & FOR_PARENT) === 0) {
        walked.ended(walker, standing === 'failed' || words[walker + LIST] === UNDO);
        return;
      }
      const parent = words[walker + Message.parent]!;
      const node = this.nodeOf(parent)!;
      this.leave(parent, walker);
      if (standing === 'failed') this.stopAll(parent, node);
      else standing = node.kind === 'map' ? this.beginItems(parent, node, 1) : this.standsWith(parent);
      if (standing === 'open') return;
      standing = this.leaves(parent, standing);
      walker = parent;
    }
  }

  private leaveNode(walker: Handle, standing: Standing): void {
    if (standing !== 'open') this.goOn(walker, this.leaves(walker, standing));
  }

  /** How a walker stands once its node is done or failed. */
  private leaves(walker: Handle, standing: 'done' | 'failed'): Standing {
    return this.goesOn(walker, this.nodeOf(walker)!, standing) ? this.advance(walker) : 'failed';
  }

  /** All branches begin, even where the first fails at once. */
  private fork(parent: Handle, node: ParallelNode): Standing {
    let hasFailed = false;
    for (const list of node.branches) hasFailed = this.walkFor(parent, list) === 'failed' || hasFailed;
    return this.together(parent, node, hasFailed);
  }

  /** Items begin until there is no room for one more. */
  private beginItems(parent: Handle, node: MapNode, places: number): Standing {
    const { words } = this;
    let hasFailed = false;
    for (let room = places; room > 0 && words[parent + LEFT]! > 0;) {
      words[parent + LEFT]!--;
      const standing = this.walkFor(parent, node.list);
      if (standing !== 'done') room--;
      hasFailed ||= standing === 'failed';
    }
    return this.together(parent, node, hasFailed);
  }

  /** A walker of a list begins, and is kept as one to wait for where it has to be. */
  private walkFor(parent: Handle, list: number): Standing {
    const { words, walked } = this;
    const walker = walked.runtime.create(parent);
    words[walker + Message.flags]! |= FOR_PARENT;
    this.put(walker, list);
    const standing = this.advance(walker);
    if (standing === 'open') {
      words[walker + SIBLING] = words[parent + Message.next]!;
      words[parent + Message.next] = walker;
    } else walked.runtime.release(walker);
    return standing;
  }

  private together(parent: Handle, node: Node, hasFailed: boolean): Standing {
    if (hasFailed) this.stopAll(parent, node);
    return hasFailed ? 'failed' : this.standsWith(parent);
  }

  /** How one stands that waits for others. */
  private standsWith(parent: Handle): Standing {
    return this.words[parent + Message.next] === NONE ? 'done' : 'open';
  }

  private leave(parent: Handle, leaving: Handle): void {
    const { words, walked } = this;
    let link = parent + Message.next;
    while (words[link] !== leaving) link = words[link]! + SIBLING;
    words[link] = words[leaving + SIBLING]!;
    walked.runtime.release(leaving);
  }

  private start(walker: Handle, { index, payload, shares }: TaskNode): Standing {
    const { words, walked } = this;
    const attempt = walked.runtime.create(walker);
    words[attempt + Message.connection] = index;
    words[attempt + Message.tries] = 0;
    words[attempt + Message.size] = payload >= 0 ? payload : words[walker + Message.size]! / shares;
    words[walker + Message.next] = attempt;
    return this.attempt(attempt);
  }

  private attempt(attempt: Handle): Standing {
    const { words } = this;
    const { runtime, recorder } = this.walked;
    // Read before the attempt may become the receiver's.
    const index = words[attempt + Message.connection]!;
    const walker = words[attempt + Message.parent]!;
    const tries = words[attempt + Message.tries]! + 1;
    const size = words[attempt + Message.size]!;
    const waits = this.waitsForCallback(attempt);
    words[attempt + Message.tries] = tries;
    recorder.count(Counter.attempts);
    const answer = runtime.send(index, attempt);
    if (answer === Answer.pending) return 'open';
    recorder.saw(index, answer);
    if (answer !== Answer.taken) return this.notDone(attempt, answer);
    if (!waits) return 'done';
    const twin = runtime.create(walker);
    words[twin + Message.connection] = index;
    words[twin + Message.tries] = tries;
    words[twin + Message.size] = size;
    words[walker + Message.next] = twin;
    this.wait(twin);
    return 'open';
  }

  private waitsForCallback(attempt: Handle): boolean {
    return this.walked.callbackTimes.has(this.words[attempt + Message.connection]!);
  }

  /** For the callback of an attempt that was taken. */
  private wait(attempt: Handle): void {
    const { words } = this;
    const { runtime, draws, callback, callbackTimes, longest: year } = this.walked;
    const index = words[attempt + Message.connection]!;
    const { config } = this.taskAt[index]!;
    const { unanswered, callbackFailures, timeout: longest = year, heartbeat = longest } = callbackOf({ config })!;
    const isSilent = unanswered > 0 && draws.next() < unanswered;
    const time = isSilent ? Math.min(longest, heartbeat) : callbackTimes.get(index)!.next();
    const isGivenUp = isSilent || time >= longest;
    const hasFailed = !isGivenUp && callbackFailures > 0 && draws.next() < callbackFailures;
    words[attempt + Message.flags]! |= HANDED_OVER;
    words[attempt + Message.mark] = isGivenUp ? GIVEN_UP : hasFailed ? FAILED : DONE;
    runtime.after(Math.min(time, longest), callback, attempt);
  }

  /** Tried again, or failed for good. */
  private notDone(attempt: Handle, answer: Answer.Code): Standing {
    const { words } = this;
    const { runtime, recorder, retry } = this.walked;
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    const { config } = this.taskAt[words[attempt + Message.connection]!]!;
    const tries = words[attempt + Message.tries]!;
    if (tries <= config.retryAttempts) {
      runtime.after(retryDelay(config, tries), retry, attempt);
      return 'open';
    }
    runtime.release(attempt);
    return 'failed';
  }
}
