/** Alarms on a pipe: executions that fail, in whole or in part, that take too long, and that find no room. */
import type { AlarmCode, EmitContext } from '#shared/model/cdk';
import { failedPercentage, lasting, limitOf, once, percentage, unusualPercentage } from '#shared/model/cdk-helpers';
import { type Code, quote } from '#shared/model/code';
import { grouped } from '#shared/model/figures';
import type { Resource } from '#shared/model/graph';
import type { PipeConfig } from './config';
import { isToldInPart, isWaitedFor, sourcesOf, type Stage, stagesOf, takesOneByOne } from './stages';

type Pipe = Resource<PipeConfig>;

const EXECUTIONS = 'pipes/concurrent-executions';

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html, 2026-11-27. */
export function metric(pipe: Pipe, context: EmitContext, name: string, statistic: 'SUM' | 'P99'): Code {
  return `new cloudwatch.Metric({ namespace: 'AWS/EventBridge/Pipes', metricName: ${quote(name)}, dimensionsMap: { PipeName: design.${context.member(pipe)}.ref }, ...${statistic} })`;
}

export function alarms(pipe: Pipe, context: EmitContext): readonly AlarmCode[] {
  const { name } = pipe;
  const limit = limitOf(context, pipe, EXECUTIONS);
  const failing = drawnToFail(pipe, context);
  return [
    failures(pipe, context, {
      id: 'ExecutionsFailed',
      metric: 'ExecutionFailed',
      drawn: failing.whole,
      fail: 'fail',
      means: 'the enrichment or the target refuses or fails, and the whole pipe is tried again',
    }),
    ...(failing.inPart === undefined
      ? []
      : [
          failures(pipe, context, {
            id: 'ExecutionsFailedInPart',
            metric: 'ExecutionPartiallyFailed',
            drawn: failing.inPart,
            fail: 'fail in part',
            means:
              'the target does not take some of the records of a batch, and the whole pipe is tried again for those',
          }),
        ]),
    once(
      'ExecutionsTimedOut',
      metric(pipe, context, 'ExecutionTimeout', 'SUM'),
      `Executions of ${name} take longer than five minutes, enrichment and target together, and are cut off.`,
    ),
    lasting(
      'ExecutionsThrottled',
      metric(pipe, context, 'ExecutionThrottled', 'SUM'),
      'at least',
      1,
      limit
        ? `The pipes of the account run as many executions as they may (${grouped(limit.limit)}, of which the design asks ${grouped(Math.round(limit.used))}): those of ${name} wait at its source.`
        : `The pipes of the account run as many executions as they may: those of ${name} wait at its source.`,
    ),
  ];
}

interface Failures {
  readonly id: string;
  readonly metric: string;
  /** Percentage of the executions of which the drawing has it. */
  readonly drawn: number;
  readonly fail: string;
  readonly means: string;
}

/** One failure is news where the drawing has none; where it has some, more than it has. */
function failures(pipe: Pipe, context: EmitContext, { id, drawn, fail, means, ...of }: Failures): AlarmCode {
  const { name } = pipe;
  const failed = metric(pipe, context, of.metric, 'SUM');
  if (drawn === 0) return once(id, failed, `Executions of ${name} ${fail}: ${means}.`);
  const threshold = unusualPercentage(drawn);
  return lasting(
    id,
    percentage(
      `${fail === 'fail' ? 'failed' : 'failed in part'}, %`,
      failed,
      metric(pipe, context, 'Invocations', 'SUM'),
    ),
    'above',
    threshold,
    `More than ${threshold} % of the executions of ${name} ${fail}, which is more than the drawing has.`,
  );
}

/**
 * Percentages of executions that fail in the drawing: in whole, and in part where the target takes that. What a pipe
 * itself counts as failed is after the retries of a stream, so what its stages fail is looked at too.
 */
function drawnToFail(pipe: Pipe, context: EmitContext): { readonly whole: number; readonly inPart?: number } {
  const { enrichment, target } = stagesOf(pipe);
  const all = failedPercentage(context, pipe.id);
  const by = (stage: Stage | undefined): number =>
    stage && isWaitedFor(stage) && !takesOneByOne(stage) ? failedPercentage(context, stage.to.resource.id) : 0;
  const batchSize = Math.max(1, ...sourcesOf(pipe).map(({ config }) => config.batchSize));
  if (target === undefined || !isToldInPart(target, batchSize)) {
    return { whole: Math.max(all, either(by(enrichment), by(target))) };
  }
  const whole = by(enrichment);
  if (target.config.reportBatchItemFailures === true) return { whole, inPart: by(target) };
  // One record of a batch suffices.
  return { whole, inPart: Math.min(100, batchSize * beside(all, whole)) };
}

/** Percentage of which the one or the other holds. */
const either = (one: number, other: number): number => one + other - (one * other) / 100;

/** The other percentage, of which and `one` `either` is made. */
const beside = (of: number, one: number): number => (one >= of || one >= 100 ? 0 : (100 * (of - one)) / (100 - one));
