/** Full visit lists of some messages, evenly spread over the run: for following one message through the drawing. */
import type * as Answer from '#shared/model/answer';
import type { Handle } from '#shared/model/simulation';

/** One stay of a message, or of what it became, at a resource. */
export interface Visit {
  readonly resource: number;
  readonly from: number;
  readonly to: number;
  readonly answer: Answer.Code;
}

export interface Trace {
  /** When it entered the drawing, seconds. */
  readonly born: number;
  readonly visits: readonly Visit[];
}

interface OpenTrace {
  readonly born: number;
  readonly visits: Visit[];
}

/** A message that fans out without end must not fill the memory. */
const maxVisits = 200;

export class TraceBook {
  private traces: OpenTrace[] = [];
  private readonly byHandle = new Map<Handle, OpenTrace>();
  private interval = 1;
  private untilNext = 1;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** Whether a message that enters now is to be followed: every n-th, with n doubling whenever the book is full. */
  wants(): boolean {
    if (--this.untilNext > 0) return false;
    this.untilNext = this.interval;
    return this.most > 0;
  }

  open(handle: Handle, born: number): void {
    if (this.traces.length === this.most) {
      this.traces = this.traces.filter((_, index) => index % 2 === 0);
      this.interval *= 2;
    }
    const trace = { born, visits: [] };
    this.traces.push(trace);
    this.byHandle.set(handle, trace);
  }

  inherit(child: Handle, parent: Handle): void {
    const trace = this.byHandle.get(parent);
    if (trace) this.byHandle.set(child, trace);
  }

  close(handle: Handle): void {
    this.byHandle.delete(handle);
  }

  visit(handle: Handle, visit: Visit): void {
    const visits = this.byHandle.get(handle)?.visits;
    if (visits && visits.length < maxVisits) visits.push(visit);
  }

  finished(): readonly Trace[] {
    return this.traces.filter(({ visits }) => visits.length > 0);
  }
}
