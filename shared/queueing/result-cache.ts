/** Results that are asked for once and kept for a while, for each of many who come again. */

/**
 * Share of the requests of one caller that find no result and ask for it, where whoever asks gets one after a constant
 * time that is then good for `timeToLive`. While nothing is kept every request asks: until the first that succeeds, 1/s
 * of them on average, and for the λD that come while that one is answered; then λT find it. So the share is
 * (1/s + λD) / (1/s + λD + λT), which for a sure and quick answer is 1 / (1 + λT). Exact for Poisson requests (renewal
 * reward; Ross, Introduction to Probability Models, 7.4).
 * @param arrivalRate of one caller, per second
 * @param timeToLive seconds from the answer on; 0 keeps nothing
 * @param answerTime seconds
 * @param success share of the asks that get a result, 0 to 1
 * @returns 0 to 1
 */
export function missShare(given: {
  readonly arrivalRate: number;
  readonly timeToLive: number;
  readonly answerTime: number;
  readonly success: number;
}): number {
  const { arrivalRate, timeToLive, answerTime, success } = given;
  const asks = 1 + success * arrivalRate * answerTime;
  return asks / (asks + success * arrivalRate * timeToLive);
}
