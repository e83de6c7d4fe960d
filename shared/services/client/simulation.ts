import type { Actor } from '#shared/model/simulation';

export function actor(): Actor {
  throw new Error('not written yet');
}
