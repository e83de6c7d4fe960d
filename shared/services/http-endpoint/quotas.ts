import type { Quota } from '#shared/model/fact';

/** What lies outside AWS has no quota of AWS's: its owner sets its limits, and the drawing states them. */
export const quotas: readonly Quota[] = [];
