/**
 * Layout of a message in the simulation's memory. Imported as a namespace, so that `words[message + Message.key]` reads
 * well and is a plain number once bundled.
 *
 * `since`, `next`, `mark`, the own words and the own flags are the present owner's. A receiver that answers `pending` leaves `parent`,
 * `tries` and `connection` as they are: they are still the sender's.
 */

/** Words of one message. */
export const WORDS = 16;

/** Times, in seconds: `times[(message >> 1) + …]`. When the work that it belongs to entered the drawing. */
export const born = 0;
/** When its present owner got it. */
export const since = 1;

/** Words: `words[message + …]`. The first four are the two times. Ordering key: group or partition key; −1 for none. */
export const key = 4;
/** The message of its sender that it was made for; NONE for none. */
export const parent = 5;
/** Link for queues of its owner. */
export const next = 6;
/** For its owner. */
export const mark = 7;
/** Attempts or receives so far. */
export const tries = 8;
/** Index of the connection by which it was last sent. */
export const connection = 9;
/** Bytes. */
export const size = 10;
export const flags = 11;
/** Changes whenever the message is released or unwatched: tells it from a later one in the same place. */
export const stamp = 12;
/** Three more for its owner. */
export const ownA = 13;
export const ownB = 14;
export const ownC = 15;

/** Bits of `flags`. Fails whenever it is tried. */
export const POISON = 1;
/** Its visits are recorded, and those of what comes of it. */
export const TRACED = 2;
/** Its caller no longer waits for the answer. */
export const ABANDONED = 4;
/** Sent in one call with the message before it. */
export const SAME_CALL = 8;
/** The owner's own four. */
export const OWN_D = 16;
export const OWN_A = 32;
export const OWN_B = 64;
export const OWN_C = 128;
/** How often its work has passed resources that count for AWS's loop detection: one pass, and the bits that hold them. */
export const PASS = 1 << 8;
export const PASSES = 0xffff << 8;
