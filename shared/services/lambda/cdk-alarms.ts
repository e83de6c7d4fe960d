/** Alarms at a function's limits, and its graphs. */
import type { AlarmCode, EmitContext, WidgetCode } from '#shared/model/cdk';
import {
  lasting,
  limitOf,
  minutely,
  named as namedMetric,
  NEAR_LIMIT,
  once,
  percentage,
  type Statistic,
  unusualPercentage,
} from '#shared/model/cdk-helpers';
import { timeInWords } from '#shared/model/code';
import { grouped } from '#shared/model/figures';
import type { Connection, Resource } from '#shared/model/graph';
import type { FunctionConfig } from './config';

type Fn = Resource<FunctionConfig>;

export function alarms(fn: Fn, context: EmitContext): readonly AlarmCode[] {
  return [
    throttles(fn, context),
    errors(fn, context),
    slow(fn, context),
    ...concurrency(fn, context),
    ...iteratorAge(fn, context),
    ...asynchronous(fn, context),
    ...spillover(fn, context),
  ];
}

const metricOf = (fn: Fn, context: EmitContext): string => `design.${context.member(fn)}`;
const named = (fn: Fn, context: EmitContext, name: string, statistic: Statistic): string =>
  namedMetric(metricOf(fn, context), name, statistic);

function throttles(fn: Fn, context: EmitContext): AlarmCode {
  const { reservedConcurrency } = fn.config;
  const limit =
    reservedConcurrency === undefined
      ? 'the account’s unreserved concurrency is in use'
      : `all ${reservedConcurrency} of its reserved executions are in use`;
  const need = concurrencyLimit(fn, context);
  const estimate = need ? ` The estimate is ${round(need.used)} at the drawn load.` : '';
  return lasting(
    'Throttles',
    minutely(`${metricOf(fn, context)}.metricThrottles`, 'SUM'),
    'at least',
    1,
    `${fn.name} is throttled: ${limit}.${estimate}`,
  );
}

function errors(fn: Fn, context: EmitContext): AlarmCode {
  const drawn = fn.config.errorRate * 100;
  const threshold = unusualPercentage(drawn);
  const metric = metricOf(fn, context);
  return lasting(
    'Errors',
    percentage('errors, %', minutely(`${metric}.metricErrors`, 'SUM'), minutely(`${metric}.metricInvocations`, 'SUM')),
    'above',
    threshold,
    `More than ${threshold} % of the invocations of ${fn.name} fail; the drawing has ${Number(drawn.toPrecision(3))} %.`,
  );
}

function slow(fn: Fn, context: EmitContext): AlarmCode {
  const { timeout, duration, perRecord } = fn.config;
  return lasting(
    'Slow',
    minutely(`${metricOf(fn, context)}.metricDuration`, 'P99'),
    'at least',
    Math.floor(timeout * NEAR_LIMIT * 1000),
    `One in a hundred invocations of ${fn.name} takes ${NEAR_LIMIT * 100} % of its ${timeInWords(timeout)}; the drawing has a mean of ${duration.mean} s${perRecord > 0 ? ` and ${perRecord} s for each record of a batch` : ''}.`,
  );
}

function concurrencyLimit(fn: Fn, context: EmitContext) {
  return limitOf(context, fn, 'lambda/reserved-concurrency') ?? limitOf(context, fn, 'lambda/concurrent-executions');
}

function concurrency(fn: Fn, context: EmitContext): readonly AlarmCode[] {
  const { reservedConcurrency } = fn.config;
  if (reservedConcurrency === undefined || reservedConcurrency === 0) return [];
  const need = concurrencyLimit(fn, context);
  return [
    lasting(
      'Concurrency',
      named(fn, context, 'ConcurrentExecutions', 'MAXIMUM'),
      'at least',
      Math.max(1, Math.floor(reservedConcurrency * NEAR_LIMIT)),
      `${NEAR_LIMIT * 100} % of the ${reservedConcurrency} reserved executions of ${fn.name} are in use${need ? `; the estimate is ${round(need.used)} at the drawn load` : ''}.`,
    ),
  ];
}

function streams({ inbound }: Fn): readonly Connection[] {
  return inbound.filter(({ from }) => from.contract === 'read-shards');
}

/** Half the time after which records are lost: the other half is left to act in. */
function iteratorAge(fn: Fn, context: EmitContext): readonly AlarmCode[] {
  const lives = streams(fn).map(({ from, config }) =>
    Math.min(
      'retention' in from.terms ? from.terms.retention : Infinity,
      (config['maximumRecordAge'] as number | undefined) ?? Infinity,
    ),
  );
  if (lives.length === 0) return [];
  const shortest = Math.min(...lives);
  return [
    lasting(
      'IteratorAge',
      named(fn, context, 'IteratorAge', 'MAXIMUM'),
      'at least',
      Math.floor((shortest / 2) * 1000),
      `${fn.name} is half of the ${timeInWords(shortest)} behind after which records are lost to it.`,
    ),
  ];
}

function asynchronous(fn: Fn, context: EmitContext): readonly AlarmCode[] {
  const isAsync = fn.inbound.some(({ kind, to }) => kind.invocation === 'asynchronous' && to.contract === 'invoke');
  if (!isAsync) return [];
  const hasDestination = fn.outbound.some(
    ({ from, kind }) => from.contract === 'outcome' && !kind.id.includes('stream'),
  );
  return [
    once(
      'EventsDropped',
      named(fn, context, 'AsyncEventsDropped', 'SUM'),
      `Lambda gave up events of ${fn.name}: ${fn.config.asyncRetryAttempts + 1} attempts failed, or they were older than ${timeInWords(fn.config.maximumEventAge)}.`,
    ),
    ...(hasDestination
      ? [
          once(
            'NotDelivered',
            named(fn, context, 'DestinationDeliveryFailures', 'SUM'),
            `Lambda could not deliver the outcome of an event of ${fn.name} to its destination: it is lost.`,
          ),
        ]
      : []),
  ];
}

function spillover(fn: Fn, context: EmitContext): readonly AlarmCode[] {
  const { provisionedConcurrency } = fn.config;
  if (provisionedConcurrency === undefined) return [];
  const alias = `design.${context.member(fn)}_live`;
  return [
    lasting(
      'Spillover',
      namedMetric(alias, 'ProvisionedConcurrencySpilloverInvocations', 'SUM'),
      'at least',
      1,
      `All ${provisionedConcurrency} provisioned executions of ${fn.name} are in use: further invocations start cold.`,
    ),
  ];
}

export function widgets(fn: Fn, context: EmitContext): readonly WidgetCode[] {
  const metric = metricOf(fn, context);
  const { reservedConcurrency, timeout } = fn.config;
  return [
    {
      title: `${fn.name}: concurrency and throttles`,
      left: [named(fn, context, 'ConcurrentExecutions', 'MAXIMUM')],
      right: [minutely(`${metric}.metricThrottles`, 'SUM'), minutely(`${metric}.metricErrors`, 'SUM')],
      ...(reservedConcurrency === undefined ? {} : { lines: [{ value: reservedConcurrency, label: 'reserved' }] }),
    },
    {
      title: `${fn.name}: duration${streams(fn).length > 0 ? ' and iterator age' : ''}`,
      left: [minutely(`${metric}.metricDuration`, 'AVERAGE'), minutely(`${metric}.metricDuration`, 'P99')],
      ...(streams(fn).length > 0 ? { right: [named(fn, context, 'IteratorAge', 'MAXIMUM')] } : {}),
      lines: [{ value: timeout * 1000, label: 'timeout' }],
    },
  ];
}

const round = (value: number): string =>
  value < 10 ? String(Number(value.toPrecision(2))) : grouped(Math.round(value));
