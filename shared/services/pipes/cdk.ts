import type { AlarmCode, EmitContext, ResourceCode } from '#shared/model/cdk';
import { failedPercentage, lasting, limitOf, once, percentage, unusualPercentage } from '#shared/model/cdk-helpers';
import { type Code, object, quote } from '#shared/model/code';
import { grouped } from '#shared/model/figures';
import type { Resource } from '#shared/model/graph';
import { listed } from '#shared/model/wording';
import { pipeHelper } from './cdk-helpers';
import type { PipeConfig } from './config';
import { enrichmentsOf, mostRecords, sourcesOf, type Stage, stagesOf, targetsOf } from './stages';

type Pipe = Resource<PipeConfig>;

const EXECUTIONS = 'pipes/concurrent-executions';

export function cdk(pipe: Pipe, context: EmitContext): ResourceCode {
  const { name, config } = pipe;
  const impossible = fault(pipe);
  return {
    imports: { pipes: 'aws-cdk-lib/aws-pipes' },
    type: 'pipes.CfnPipe',
    create: (all) => `this.#pipe(${quote(context.constructId(pipe))}, ${object(all)})`,
    // What it polls and calls is stated by its connections.
    properties: { writesLogs: config.log === 'OFF' ? 'false' : 'true' },
    helpers: [pipeHelper],
    // Itself, its role with a policy, and its log.
    templateResources: config.log === 'OFF' ? 3 : 4,
    alarms: alarms(pipe, context),
    widgets: [
      {
        title: name,
        left: [metric(pipe, context, 'Invocations', 'SUM'), metric(pipe, context, 'ExecutionFailed', 'SUM')],
        right: [metric(pipe, context, 'Duration', 'P99')],
      },
    ],
    ...(impossible === undefined ? {} : { impossible }),
  };
}

/** What AWS refuses. */
function fault(pipe: Pipe): string | undefined {
  const { name } = pipe;
  const sources = sourcesOf(pipe);
  const [source] = sources;
  if (source === undefined) return `${name} polls nothing: a pipe has one source`;
  if (sources.length > 1)
    return `${name} polls ${listed(sources.map((each) => each.from.resource.name))}: a pipe has one source`;
  if (targetsOf(pipe).length === 0) return `${name} leads nowhere: a pipe has one target`;
  if (enrichmentsOf(pipe).length > 1) return `${name} has more than one enrichment`;
  const { batchSize } = source.config;
  const narrow = Object.values(stagesOf(pipe)).find((stage: Stage) => mostRecords(stage) < batchSize);
  return narrow
    ? `${name} polls batches of ${batchSize}, but ${narrow.to.resource.name} takes ${mostRecords(narrow)} at most`
    : undefined;
}

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html, 2026-11-27. */
function metric(pipe: Pipe, context: EmitContext, name: string, statistic: 'SUM' | 'P99'): Code {
  return `new cloudwatch.Metric({ namespace: 'AWS/EventBridge/Pipes', metricName: ${quote(name)}, dimensionsMap: { PipeName: design.${context.member(pipe)}.ref }, ...${statistic} })`;
}

function alarms(pipe: Pipe, context: EmitContext): readonly AlarmCode[] {
  const { name } = pipe;
  const limit = limitOf(context, pipe, EXECUTIONS);
  return [
    failures(pipe, context),
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

/** One failure is news where the drawing has none; where it has some, more than it has. */
function failures(pipe: Pipe, context: EmitContext): AlarmCode {
  const { name } = pipe;
  const failed = metric(pipe, context, 'ExecutionFailed', 'SUM');
  const drawn = failedPercentage(context, pipe.id);
  if (drawn === 0) {
    return once(
      'ExecutionsFailed',
      failed,
      `Executions of ${name} fail: the enrichment or the target refuses or fails, and the whole pipe is tried again.`,
    );
  }
  const threshold = unusualPercentage(drawn);
  return lasting(
    'ExecutionsFailed',
    percentage('failed, %', failed, metric(pipe, context, 'Invocations', 'SUM')),
    'above',
    threshold,
    `More than ${threshold} % of the executions of ${name} fail, which is more than the drawing has.`,
  );
}
