import type { EmitContext, ResourceCode } from '#shared/model/cdk';
import { object, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import { listed } from '#shared/model/wording';
import { alarms, metric } from './cdk-alarms';
import { pipeHelper } from './cdk-helpers';
import type { PipeConfig } from './config';
import { enrichmentsOf, mostRecords, sourcesOf, type Stage, stagesOf, targetsOf } from './stages';

type Pipe = Resource<PipeConfig>;

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
