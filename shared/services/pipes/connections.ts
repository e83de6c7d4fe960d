import type { ConnectionKind } from '#shared/model/connection';
import { enrichmentKinds } from './enrichment-kinds';
import { sourceKinds } from './source-kinds';
import { targetKinds } from './target-kinds';

export const connections: readonly ConnectionKind[] = [...sourceKinds, ...enrichmentKinds, ...targetKinds];
