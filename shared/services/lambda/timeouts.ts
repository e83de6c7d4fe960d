import { describeFields } from '#shared/model/field';
import type { config } from './config';

/** The longest timeout that a function can have, seconds, as its schema says. */
export function longestTimeout(schema: typeof config): number {
  return describeFields(schema).find(({ name }) => name === 'timeout')?.max ?? Infinity;
}
