import { type ActorContext, Answer, type Handle, NONE } from '#shared/model/simulation';
import type { QueueConfig } from './config';
import { MessageQueue } from './message-queue';

/** A standard queue: one line; what comes back goes to its end. */
export class StandardQueue extends MessageQueue {
  private head: Handle = NONE;
  private tail: Handle = NONE;

  constructor(context: ActorContext<QueueConfig>) {
    super(context, 'sqs/in-flight');
  }

  override receive(message: Handle, connection: number): Answer {
    this.accept(message, this.movesHere.includes(connection));
    return Answer.taken;
  }

  protected override line(message: Handle): void {
    const { messages } = this.runtime;
    messages.next[message] = NONE;
    if (this.head === NONE) this.head = message;
    else messages.next[this.tail] = message;
    this.tail = message;
  }

  protected override unline(): Handle {
    const { head } = this;
    if (head !== NONE) this.head = this.runtime.messages.next[head]!;
    return head;
  }

  protected override oldest(): Handle {
    return this.head;
  }

  protected override drop(): void {
    this.unline();
  }

  protected override landed(): void {}
}
