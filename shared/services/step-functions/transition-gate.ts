import type { Bucket } from '#shared/model/simulation';

/**
 * State transitions of Standard executions. An execution begins once those before it have been paid for, then owes
 * its own: in the long run as many begin as the account has state transitions for.
 */
export class TransitionGate {
  private readonly bucket: Bucket;
  /** Of one execution, mean, without retries. */
  private readonly each: number;
  private owed = 0;

  constructor(bucket: Bucket, each: number) {
    this.bucket = bucket;
    this.each = each;
  }

  /** Whether the next execution may begin. */
  take(): boolean {
    while (this.owed >= 1) {
      if (!this.bucket.take()) return false;
      this.owed--;
    }
    this.owed += this.each;
    return true;
  }

  /** Retries and undoing are not held back, but those that begin later wait for them. */
  owe(transitions: number): void {
    this.owed += transitions;
  }
}
