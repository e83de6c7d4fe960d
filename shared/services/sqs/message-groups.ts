import type { ActorContext, Uniform } from '#shared/model/simulation';
import type { QueueConfig } from './config';

/** Which message group, by its number, each message of a run belongs to. */
export class MessageGroups {
  readonly count: number;
  private readonly hotShare: number;
  private hotNow: number;
  private readonly draws: Uniform;

  /** `most`: what is beyond this number of groups is folded together. */
  constructor(context: ActorContext<QueueConfig>, most: number) {
    const { messageGroups, hottestGroupShare } = context.resource.config;
    this.count = Math.min(most, messageGroups);
    this.hotShare = hottestGroupShare ?? 0;
    this.hotNow = this.hotShare;
    this.draws = context.uniform('groups');
  }

  /** The group of the sender's own key, which is negative for none: then a group drawn as the settings say. */
  of(key: number): number {
    if (key >= 0) return key % this.count;
    if (this.hotNow > 0) {
      if (this.draws.next() < this.hotNow) return 0;
      if (this.hotShare > 0 && this.count > 1) return 1 + Math.floor(this.draws.next() * (this.count - 1));
    }
    return Math.floor(this.draws.next() * this.count);
  }

  /** From now on the first group has at least this share of what no sender has given a key; 0 ends it. */
  heat(share: number): void {
    this.hotNow = Math.max(this.hotShare, share);
  }
}
