/** Every reference row that a closed form expresses. Rows that only a run can answer are in test/simulation. */
import { describe, expect, it } from 'vitest';
import { backlogAfter, drainSeconds } from '#shared/queueing/backlog';
import { batchByWindow, bulkService, fifoGroupCapacity, streamConsumer } from '#shared/queueing/batches';
import { coldProbabilityAtLowRate } from '#shared/queueing/cold-start';
import { erlangB, serversForLoss } from '#shared/queueing/erlang-b';
import { erlangC, meanWaitMMc, responsePercentileMMc, waitPercentileMMc } from '#shared/queueing/erlang-c';
import { replicationInterval } from '#shared/queueing/intervals';
import { bottleneck, jacksonResponse } from '#shared/queueing/jackson';
import { meanWaitAllenCunneen, meanWaitMDc, meanWaitMGc } from '#shared/queueing/kimura';
import { concurrencyAfterStart, meanConcurrency, secondsToRamp } from '#shared/queueing/little';
import { meanWaitMD1, waitPercentileMD1, waitTailMD1 } from '#shared/queueing/md1';
import { meanWaitMG1 } from '#shared/queueing/mg1';
import { mmck } from '#shared/queueing/mmck';
import { mm1Retrial, mmcRetrial } from '#shared/queueing/retrial';
import { independentRetries, lossWithRetries, metastability, redrive, totalBackoff } from '#shared/queueing/retries';
import { hottestShard, zipfShares } from '#shared/queueing/shards';
import { secondsToEmpty, tokenBucketLoss } from '#shared/queueing/token-bucket';
import { type ReferenceRow, expectWithin, referenceRows } from '../support/reference-rows';

type Inputs = any;
type Answers = Record<string, unknown>;

const answers: Record<string, (inputs: Inputs) => Answers> = {
  'erlang-b': ({ servers, offeredErlang }) => {
    const blocking = erlangB(servers, offeredErlang);
    return { blocking, carriedErlang: offeredErlang * (1 - blocking) };
  },
  'erlang-b-inverse': ({ offeredErlang, maxBlocking }) => ({ servers: serversForLoss(offeredErlang, maxBlocking) }),
  mmc: (queue) => {
    const offered = queue.arrivalRate / queue.serviceRate;
    const meanWait = meanWaitMMc(queue);
    return {
      utilisation: offered / queue.servers,
      probWait: erlangC(queue.servers, offered),
      meanWait,
      meanResponse: meanWait + 1 / queue.serviceRate,
      meanQueue: queue.arrivalRate * meanWait,
      waitP50: waitPercentileMMc(queue, 0.5),
      waitP95: waitPercentileMMc(queue, 0.95),
      waitP99: waitPercentileMMc(queue, 0.99),
      responseP95: responsePercentileMMc(queue, 0.95),
      responseP99: responsePercentileMMc(queue, 0.99),
    };
  },
  mmck: (queue) => ({ ...mmck(queue) }),
  md1: (queue) => ({
    meanWait: meanWaitMD1(queue),
    probWait: waitTailMD1(queue, 0),
    waitP50: waitPercentileMD1(queue, 0.5),
    waitP95: waitPercentileMD1(queue, 0.95),
    waitP99: waitPercentileMD1(queue, 0.99),
  }),
  'mg1-pollaczek-khinchine': ({ arrivalRate, serviceTime, serviceScv }) => ({
    utilisation: arrivalRate * serviceTime,
    meanWait: meanWaitMG1({ arrivalRate, meanService: serviceTime, scvService: serviceScv }),
  }),
  'allen-cunneen': ({ servers, arrivalRate, serviceTime, arrivalScv, serviceScv }) => ({
    meanWait: meanWaitAllenCunneen({
      servers,
      arrivalRate,
      meanService: serviceTime,
      scvArrival: arrivalScv,
      scvService: serviceScv,
    }),
  }),
  'mgc-kimura-cosmetatos': ({ servers, arrivalRate, serviceTime, serviceScv }) => ({
    meanWaitDeterministic: meanWaitMDc({ servers, arrivalRate, meanService: serviceTime }),
    meanWait: meanWaitMGc({ servers, arrivalRate, meanService: serviceTime, scvService: serviceScv }),
  }),
  'token-bucket-loss': (bucket) => {
    const rejectProbability = tokenBucketLoss(bucket);
    return { rejectProbability, acceptedRate: bucket.arrivalRate * (1 - rejectProbability) };
  },
  'token-bucket-fluid': (bucket) => ({
    secondsToFirstReject: secondsToEmpty(bucket),
    rejectFractionAfter: 1 - bucket.refillRate / bucket.arrivalRate,
  }),
  'little-concurrency': ({ arrivalRate, durationSeconds }) => ({
    meanConcurrency: meanConcurrency(arrivalRate, durationSeconds),
  }),
  'concurrency-step-response': ({ arrivalRate, durationSeconds, atSeconds }) => {
    const load = { arrivalRate, meanDuration: durationSeconds, at: atSeconds };
    return {
      deterministic: concurrencyAfterStart({ ...load, law: 'constant' }),
      exponential: concurrencyAfterStart({ ...load, law: 'exponential' }),
    };
  },
  'jackson-open': ({ arrivalRate, nodes }) => ({ ...jacksonResponse(arrivalRate, nodes) }),
  'bounded-retries': ({ failProbability, maxRetries }) => ({ ...independentRetries(failProbability, maxRetries) }),
  'sqs-redrive': ({ failProbability, maxReceiveCount }) => {
    const { meanReceives, deadLetterProbability } = redrive(failProbability, maxReceiveCount);
    return { meanReceives, dlqProbability: deadLetterProbability };
  },
  'loss-with-retries-fixed-point': (load) => {
    const { attemptLoss, giveUpProbability, meanAttempts, fixedPoints } = lossWithRetries(load);
    return { attemptBlocking: attemptLoss, giveUpProbability, meanAttempts, fixedPoints };
  },
  'mm1-retrial': ({ arrivalRate, serviceRate, retrialRatePerCustomer }) => {
    const queue = mm1Retrial({ arrivalRate, serviceRate, retrialRate: retrialRatePerCustomer });
    return { meanOrbit: queue.meanOrbit, utilisation: queue.meanBusy, blockedOnArrival: queue.allBusyProbability };
  },
  'mmc-retrial': ({ servers, arrivalRate, serviceRate, retrialRatePerCustomer }) => {
    const queue = mmcRetrial({ servers, arrivalRate, serviceRate, retrialRate: retrialRatePerCustomer });
    return { meanOrbit: queue.meanOrbit, meanBusy: queue.meanBusy, probAllBusy: queue.allBusyProbability };
  },
  'batch-window': ({ arrivalRate, windowSeconds, maxBatch }) => {
    const batch = batchByWindow({ arrivalRate, window: windowSeconds, maxBatch });
    return {
      meanBatch: batch.meanBatch,
      meanWindowSeconds: batch.meanWindow,
      invocationsPerSecond: batch.invocationsPerSecond,
    };
  },
  'bulk-service-mm-1-K': (queue) => {
    const { geometricRatio, meanInSystem } = bulkService(queue);
    return { geometricRatio, meanInSystemCountingArrivalsAfterStart: meanInSystem };
  },
  'stream-consumer-capacity': ({ batchSeconds, ...stream }) => ({
    ...streamConsumer({ ...stream, batchDuration: batchSeconds }),
  }),
  'fluid-backlog': (overload) => {
    const { messages, oldestAge } = backlogAfter(overload);
    const drain = { backlog: messages, serviceRate: overload.serviceRate };
    return {
      backlog: messages,
      oldestAgeSeconds: oldestAge,
      drainSecondsAtHalfLoad: drainSeconds({ ...drain, arrivalRate: overload.serviceRate / 2 }),
      drainSeconds: drainSeconds({ ...drain, arrivalRate: overload.arrivalRate }),
    };
  },
  'shard-imbalance': ({ keys, shards }) => {
    const { expectedKeys, overMean } = hottestShard(keys, shards);
    return { expectedMaxKeys: expectedKeys, expectedMaxOverMean: overMean };
  },
  'zipf-hot-key': ({ keys, exponent }) => {
    const { hottest, topTen } = zipfShares(keys, exponent);
    return { hottestShare: hottest, top10Share: topTen };
  },
  'backoff-total': ({ baseSeconds, capSeconds, retries, jitter }) => {
    const { mean, max } = totalBackoff({ base: baseSeconds, cap: capSeconds, retries, jitter });
    return { meanTotalSeconds: mean, maxTotalSeconds: max };
  },
  'concurrency-ramp': ({ initial, target, unitsPerStep, secondsPerStep }) => ({
    secondsToTarget: secondsToRamp({ initial, target, perStep: unitsPerStep, stepSeconds: secondsPerStep }),
  }),
  bottleneck: ({ nodes }) => {
    const { maxInputPerSecond, station } = bottleneck(
      nodes as { capacityPerSecond: number; visits: number; name: string }[],
    );
    return { maxInputPerSecond, bottleneck: station?.name };
  },
  'fifo-group-capacity': ({ activeGroups, batch, batchSeconds, concurrency }) => ({
    capacityPerSecond: fifoGroupCapacity({ activeGroups, batch, batchDuration: batchSeconds, concurrency }),
  }),
  'metastable-threshold': (load) => {
    const { vulnerable, recoveryRate } = metastability(load);
    return { vulnerable, recoveryFreshRate: recoveryRate };
  },
  'replication-ci': ({ means, level }) => ({ ...replicationInterval(means, level) }),
  'cold-start-single-instance': ({ arrivalRate, keepAliveSeconds, serviceSeconds }) => ({
    coldProbability: coldProbabilityAtLowRate({
      arrivalRate,
      meanDuration: serviceSeconds,
      keepAlive: keepAliveSeconds,
    }),
  }),
};

/** Approximations held against long simulations, with the band that each states. */
const isClosedForm = (row: ReferenceRow): boolean => row.kind === 'analytic' || row.kind === 'approximation';

describe('closed forms agree with the reference rows', () => {
  for (const row of referenceRows.filter(isClosedForm)) {
    it(`${row.id} ${row.model} ${JSON.stringify(row.inputs).slice(0, 100)}`, () => {
      const answer = answers[row.model];
      if (!answer) throw new Error(`no closed form for ${row.model}`);
      expectWithin(row, answer(row.inputs));
    });
  }

  it('covers every analytic row', () => {
    expect(referenceRows.filter(isClosedForm).length).toBeGreaterThan(70);
  });
});
