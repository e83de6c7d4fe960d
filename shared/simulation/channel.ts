/** Channels of a column of the series: the counters in their order, then these. Imported as a namespace. */
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';

/** Of the first gauge, the others follow: gauge × time. */
export const area = Counter.COUNT;
/** Of the first gauge, the others follow: highest level. */
export const peak = area + Gauge.COUNT;
export const latencySum = peak + Gauge.COUNT;
export const latencyCount = latencySum + 1;
export const latencyMax = latencySum + 2;
export const endToEndSum = latencySum + 3;
export const endToEndCount = latencySum + 4;
export const endToEndMax = latencySum + 5;
/** Age of the oldest waiting work at the end of the column. */
export const age = latencySum + 6;

/** Number of channels. */
export const COUNT = latencySum + 7;
