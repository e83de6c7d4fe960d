import type { Unsubscribe } from '#shared/host/host';

export interface Listeners<T> {
  readonly add: (listener: (payload: T) => void) => Unsubscribe;
  readonly tell: (payload: T) => void;
}

/** Those who want to hear of something, told in the order in which they came. */
export function listeners<T>(): Listeners<T> {
  const known = new Set<(payload: T) => void>();
  return {
    add(listener) {
      // A fresh function each time, so that one listener that is added twice is heard and removed twice.
      const entry = (payload: T): void => listener(payload);
      known.add(entry);
      return () => void known.delete(entry);
    },
    tell(payload) {
      for (const entry of known) entry(payload);
    },
  };
}
