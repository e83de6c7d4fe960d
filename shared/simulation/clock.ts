/**
 * The clock of a run, which its kernel moves and everybody reads: seconds.
 *
 * A number with a fraction that is handed to a method is put into an object of its own wherever the JavaScript engine
 * does not inline that method, and each event hands over several. So the kernel and the recorders have short methods,
 * which are always inlined: they lay the number down here and call on without it.
 */
export type Clock = Float64Array;

/** Places in the clock: now, the number that was last handed over, and when the present column of the series began. */
export const NOW = 0;
export const GIVEN = 1;
export const COLUMN_BEGAN = 2;
