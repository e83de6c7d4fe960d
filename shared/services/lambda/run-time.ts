import { meanWithin, noticeableShareBeyond } from '#shared/queueing/tail';
import type { FunctionConfig } from './config';

/** Mean duration of what the function itself does, seconds: its timeout cuts off whatever takes longer. */
export const runTime = ({ duration, timeout }: Pick<FunctionConfig, 'duration' | 'timeout'>): number =>
  noticeableShareBeyond(duration, timeout) > 0 ? meanWithin(duration, timeout) : duration.mean;
