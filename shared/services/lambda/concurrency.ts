/** Concurrency: reserved, or shared with the account; and the ten requests per second for each unit of it. */
import type { CapacityContext, LimitUse, PoolDraw } from '#shared/model/capacity';
import { total } from '#shared/model/total';
import { erlangB, serversForLoss } from '#shared/queueing/erlang-b';
import type { FunctionConfig } from './config';
import { concurrencyOf, type Demand, isPatient } from './demand';
import { runTime } from './run-time';

const CONCURRENCY = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html';
const RESERVED = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html';
const asOf = '2026-11-23';

const POOL = 'lambda/unreserved-concurrency';
const REQUEST_POOL = 'lambda/unreserved-requests';

export interface Concurrency {
  /** Share of synchronous requests that are refused, unless they are patient. */
  readonly refused: number;
  /** Whether those refusals come of the requests per second, although concurrency is free. */
  readonly isRefusedByRate: boolean;
  /** Share of patient work (asynchronous events, batches, calls of the lanes of a stream) for which there is room. */
  readonly fits: number;
  readonly limits: readonly LimitUse[];
  readonly draws: readonly PoolDraw[];
}

/**
 * Synchronous requests meet a loss system: Erlang B with as many servers as units of concurrency, whatever the law of
 * the duration. Queued work is not refused for good, it waits, so that it gets the share for which there is room.
 */
export function concurrency(demands: readonly Demand[], context: CapacityContext<FunctionConfig>): Concurrency {
  const { config } = context.resource;
  const perUnit = context.quota('lambda/requests-per-concurrency');
  // What a mapping cannot fetch never asks for concurrency.
  const erlangs = demands.reduce((sum, demand) => sum + concurrencyOf(demand) * demand.fits, 0);
  const requests = demands
    .filter(({ source }) => source !== 'asynchronous')
    .reduce((sum, { invocations, fits }) => sum + invocations * fits, 0);
  const reserved = config.reservedConcurrency;
  const draws =
    reserved === undefined
      ? [
          { pool: POOL, amount: erlangs },
          { pool: REQUEST_POOL, amount: requests },
        ]
      : [];
  const size = reserved ?? Math.max(0, context.pool(POOL).size);
  const load = reserved === undefined ? context.pool(POOL).demand : erlangs;
  // A place that lanes of a stream compete for stands free until the next of them calls.
  const vacant = reserved === undefined ? 0 : total(demands, (each) => each.invocations * (each.comesBack ?? 0));
  const asked = reserved === undefined ? context.pool(REQUEST_POOL).demand : requests;
  const byRate = asked === 0 ? 1 : Math.min(1, (perUnit * size) / asked);
  return {
    refused: context.loss(() => Math.max(erlangB(size, load), 1 - byRate)),
    isRefusedByRate: byRate < 1 && 1 - byRate >= erlangB(size, load),
    fits: patientShare(Math.min(context.fits(load + vacant, size), context.fits(asked, perUnit * size)), demands, load),
    limits: [concurrencyLimit(load, size, context), requestLimit(asked, perUnit * size, context)],
    draws,
  };
}

/** Part of the demand that finds room however often it has to try. */
const FEW = 0.01;

/**
 * Where all compete alike, each gets the `equal` share. But queued work is tried again until it is in, and a request is
 * not: a little of it among many requests finds room in the end, while queued work alone can only have what there is.
 * Between the two by its part of the demand: simulated at 1.4 times the concurrency, 98 % where this gives 97.8 %.
 */
function patientShare(equal: number, demands: readonly Demand[], load: number): number {
  if (equal === 1) return 1;
  const queued = total(demands.filter(isPatient), (demand) => concurrencyOf(demand) * demand.fits);
  const part = queued / Math.max(load, 1e-9);
  // No step anywhere: the fixed point would go to and fro about it.
  const many = Math.min(1, Math.max(0, (part - FEW) / (1 - FEW)));
  return 1 - (1 - equal) * many;
}

function concurrencyLimit(used: number, limit: number, context: CapacityContext<FunctionConfig>): LimitUse {
  const { config, id } = context.resource;
  const isReserved = config.reservedConcurrency !== undefined;
  return {
    id: isReserved ? 'lambda/reserved-concurrency' : 'lambda/concurrent-executions',
    title: isReserved ? 'Reserved concurrency' : 'Unreserved concurrency of the account',
    used,
    limit,
    unit: 'concurrent',
    utilisation: share(used, limit),
    grade: 'exact',
    ...(isReserved ? {} : { pool: POOL }),
    setBy: isReserved ? { resource: id, field: 'reservedConcurrency' } : { quota: 'lambda/concurrent-executions' },
    beyond: isReserved
      ? 'synchronous callers get 429 TooManyRequestsException; queued work waits'
      : 'synchronous callers of every function without a reservation get 429; queued work waits',
    because: () => ({
      formula: isReserved
        ? 'concurrency = arrival rate × duration (Little’s law), summed over the triggers'
        : 'concurrency = arrival rate × duration (Little’s law), summed over all functions without a reservation; the pool is the quota less what is reserved',
      inputs: [
        { name: 'concurrency needed', value: used, unit: 'concurrent' },
        { name: isReserved ? 'reserved' : 'unreserved pool', value: limit, unit: 'concurrent' },
        { name: 'mean duration', value: runTime(config), unit: 's', field: 'duration' },
        { name: 'refused at random peaks (Erlang B)', value: erlangB(limit, used) },
      ],
      source: isReserved ? RESERVED : CONCURRENCY,
      asOf,
    }),
    ...(isReserved ? { raise: () => raise(id, used) } : {}),
  };
}

function requestLimit(used: number, limit: number, context: CapacityContext<FunctionConfig>): LimitUse {
  const { config, id } = context.resource;
  const isReserved = config.reservedConcurrency !== undefined;
  return {
    id: 'lambda/requests-per-concurrency',
    title: 'Requests per second (10 for each unit of concurrency)',
    used,
    limit,
    unit: '1/s',
    utilisation: share(used, limit),
    grade: 'exact',
    ...(isReserved ? {} : { pool: REQUEST_POOL }),
    setBy: isReserved ? { resource: id, field: 'reservedConcurrency' } : { quota: 'lambda/concurrent-executions' },
    beyond: 'callers get 429 TooManyRequestsException although concurrency is free',
    because: () => ({
      formula: 'limit = 10 × concurrency; it binds where the mean duration is under 100 ms',
      inputs: [
        { name: 'invocations that wait for an answer', value: used, unit: '1/s' },
        { name: 'limit', value: limit, unit: '1/s' },
      ],
      source: CONCURRENCY,
      asOf,
    }),
  };
}

const share = (used: number, limit: number): number => (used === 0 ? 0 : used / Math.max(limit, 1e-9));

/** Enough for the load and one per cent of refusals at random peaks. */
function raise(resource: string, erlangs: number): ReturnType<NonNullable<LimitUse['raise']>> {
  const value = Math.max(1, serversForLoss(Math.min(erlangs, 100_000), 0.01));
  return {
    title: `Reserve ${value}`,
    edit: { do: 'set-config', target: { resource }, field: 'reservedConcurrency', value },
  };
}
