/** AWS's advice: six times the function's timeout, so that a throttled batch can be tried again before it is visible. */
const TIMES = 6;

/** SQS's longest visibility timeout, seconds (12 h). */
const LONGEST = 43_200;

/** Six times the function's timeout plus the batching window, in seconds (lambda/latest/dg/services-sqs-configure). */
export function advisedVisibilityTimeout(
  timeout: number,
  batchingWindow: number,
): { readonly value: number; readonly formula: string } {
  return {
    value: Math.min(LONGEST, TIMES * timeout + batchingWindow),
    formula: `${TIMES} × the function timeout${batchingWindow > 0 ? ' + the batching window' : ''}`,
  };
}
