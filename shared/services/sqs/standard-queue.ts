import * as Answer from '#shared/model/answer';
import * as Message from '#shared/model/message';
import { type Handle, NONE } from '#shared/model/simulation';
import { MessageQueue } from './message-queue';

/** A standard queue: one line; what comes back goes to its end. */
export class StandardQueue extends MessageQueue {
  private head: Handle = NONE;
  private tail: Handle = NONE;

  override receive(message: Handle, connection: number): Answer.Code {
    this.accept(message, this.isMove(connection));
    return Answer.taken;
  }

  protected override line(message: Handle): void {
    const { words } = this;
    words[message + Message.next] = NONE;
    if (this.head === NONE) this.head = message;
    else words[this.tail + Message.next] = message;
    this.tail = message;
  }

  protected override unline(): Handle {
    const { head } = this;
    if (head !== NONE) this.head = this.words[head + Message.next]!;
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
