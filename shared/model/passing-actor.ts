/**
 * An actor that passes requests on and answers each when what is behind it has answered: an API, a cache, a filter.
 * A child stands for its request behind it; one that is no longer waited for is abandoned and let go when it comes back.
 */
import * as Answer from './answer';
import * as Counter from './counter';
import * as Gauge from './gauge';
import * as Message from './message';
import { Actor, type Handle } from './simulation';

export abstract class PassingActor extends Actor {
  private inside = 0;

  /** A request that is answered later, by `reply`. */
  protected enter(request: Handle): void {
    this.inside++;
    this.recorder.shift(Gauge.concurrency, 1);
    this.times[(request >> 1) + Message.since] = this.runtime.now();
  }

  /** What the caller sees of an answer from behind. */
  protected translate(answer: Answer.Code, _connection: number): Answer.Code {
    return answer;
  }

  /** Sends the child of a request that was entered; false where its answer came at once and was passed back. */
  protected pass(request: Handle, child: Handle, connection: number): boolean {
    const { runtime, recorder } = this;
    const answer = runtime.send(connection, child);
    if (answer === Answer.pending) return true;
    if (answer !== Answer.taken) runtime.release(child);
    recorder.saw(connection, answer);
    this.reply(request, this.translate(answer, connection));
    return false;
  }

  override answered(child: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words } = this;
    if ((words[child + Message.flags]! & Message.ABANDONED) !== 0) {
      recorder.count(Counter.wasted);
      runtime.release(child);
      return;
    }
    const request = words[child + Message.parent]!;
    const connection = words[child + Message.connection]!;
    runtime.release(child);
    recorder.saw(connection, answer);
    this.reply(request, this.translate(answer, connection));
  }

  /** What is behind works on, but nobody waits for it; returns the request. */
  protected abandon(child: Handle): Handle {
    const { recorder, words } = this;
    words[child + Message.flags]! |= Message.ABANDONED;
    recorder.count(Counter.timeouts);
    recorder.saw(words[child + Message.connection]!, Answer.gaveUp);
    return words[child + Message.parent]!;
  }

  protected reply(request: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words, times } = this;
    const since = times[(request >> 1) + Message.since]!;
    this.inside--;
    recorder.shift(Gauge.concurrency, -1);
    recorder.count(answer === Answer.taken ? Counter.served : Counter.failed);
    recorder.latency(runtime.now() - since);
    if ((words[request + Message.flags]! & Message.TRACED) !== 0) runtime.visit(request, this.index, since, answer);
    runtime.answer(request, answer);
  }

  override held(): number {
    return this.inside;
  }
}
