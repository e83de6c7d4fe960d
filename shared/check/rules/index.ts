/** Rules on the whole drawing: they speak only of contracts, invocation, roles and guarantees. */
import type { GraphRule } from '#shared/model/rule';
import { callersOutlastCallees } from './callers-outlast-callees';
import { consumersDoNotCompete } from './consumers-do-not-compete';
import { drawingHasAnEntry } from './drawing-has-an-entry';
import { entriesHaveTargets } from './entries-have-targets';
import { failedWorkDoesNotReturn } from './failed-work-does-not-return';
import { failuresAreKept } from './failures-are-kept';
import { failuresAreRead } from './failures-are-read';
import { loopsAreDetected } from './loops-are-detected';
import { messagesFitEveryHop } from './messages-fit-every-hop';
import { orderSurvivesToOrderedStages } from './order-survives-to-ordered-stages';
import { repeatedWorkIsIdempotent } from './repeated-work-is-idempotent';
import { resourcesAreReached } from './resources-are-reached';
import { retriesStayAtOneLayer } from './retries-stay-at-one-layer';
import { workComesToAnEnd } from './work-comes-to-an-end';

export const graphRules: readonly GraphRule[] = [
  callersOutlastCallees,
  consumersDoNotCompete,
  drawingHasAnEntry,
  entriesHaveTargets,
  failedWorkDoesNotReturn,
  failuresAreKept,
  failuresAreRead,
  loopsAreDetected,
  messagesFitEveryHop,
  orderSurvivesToOrderedStages,
  repeatedWorkIsIdempotent,
  resourcesAreReached,
  retriesStayAtOneLayer,
  workComesToAnEnd,
];
