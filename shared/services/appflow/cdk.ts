import type { EmitContext, ResourceCode } from '#shared/model/cdk';
import { once } from '#shared/model/cdk-helpers';
import { type Code, object, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import type { FlowConfig } from './config';
import { connectorOf, sinkOf } from './connectors';
import { bucketDestinations, bucketSources, busDestinations } from './runs';
import { namesIn, tasksCode } from './tasks';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

export function cdk(flow: Resource<FlowConfig>, context: EmitContext): ResourceCode {
  const { name, config } = flow;
  const id = context.constructId(flow);
  const destinations =
    bucketDestinations(flow).length + busDestinations(flow).length + (config.sink === 'none' ? 0 : 1);
  const impossible = fault(flow, destinations);
  return {
    imports: { appflow: 'aws-cdk-lib/aws-appflow' },
    type: 'appflow.CfnFlow',
    create: (properties) => `new appflow.CfnFlow(this, ${quote(id)}, ${object(properties)})`,
    properties: {
      flowName: flowName(flow, context),
      // To a partner's bus it begins as a draft: the bus is made after the flow and before it is activated.
      flowStatus: config.trigger === 'on-demand' || busDestinations(flow).length > 0 ? undefined : quote('Active'),
      triggerConfig: trigger(config),
      sourceFlowConfig: source(config),
      destinationFlowConfigList: sinkCode(config),
      tasks: tasksCode(config),
    },
    checks: [
      {
        title: `${name} reads ${connectorOf(config.source).title}`,
        on: `stack.${context.member(flow)}`,
        properties: {
          SourceFlowConfig: `expect.objectContaining(${object({ ConnectorType: quote(connectorOf(config.source).type) })})`,
          TriggerConfig: `expect.objectContaining(${object({ TriggerType: quote(TRIGGERS[config.trigger]) })})`,
        },
      },
    ],
    alarms: [
      once(
        'Failed',
        metric(flow, context, 'FlowExecutionsFailed'),
        `A run of ${name} failed and wrote nothing: AppFlow deactivates a flow that goes on failing.`,
      ),
    ],
    widgets: [
      {
        title: name,
        left: [metric(flow, context, 'FlowExecutionsStarted'), metric(flow, context, 'FlowExecutionsFailed')],
        right: [metric(flow, context, 'FlowExecutionRecordsProcessed')],
      },
    ],
    notes: notes(flow),
    ...(impossible === undefined ? {} : { impossible }),
  };
}

const TRIGGERS = { schedule: 'Scheduled', event: 'Event', 'on-demand': 'OnDemand' } as const;

const flowName = (flow: Resource, context: EmitContext): Code => `\`\${this.stackName}-${context.constructId(flow)}\``;

/** AppFlow’s metrics have the name of the flow as their only dimension. */
function metric(flow: Resource, context: EmitContext, name: string): Code {
  return `new cloudwatch.Metric({ namespace: 'AWS/AppFlow', metricName: ${quote(name)}, dimensionsMap: { FlowName: design.${context.member(flow)}.flowName }, ...SUM })`;
}

function fault({ name, config, ...flow }: Resource<FlowConfig>, destinations: number): string | undefined {
  if (destinations === 0) return `${name} has no destination`;
  if (destinations > 1) return `${name} has ${destinations} destinations, but a flow has one`;
  if (config.source === 's3' && bucketSources(flow).length !== 1) {
    return `${name} reads S3, and ${bucketSources(flow).length === 0 ? 'no bucket' : 'more than one bucket'} is drawn as its source`;
  }
  if (config.trigger === 'schedule' && config.every % MINUTE !== 0) {
    return `${name} runs every ${config.every} s, but AppFlow takes whole minutes`;
  }
  if (sinkOf(config.sink)?.staged && config.stagingBucket.trim() === '') {
    return `${name} writes to ${sinkOf(config.sink)?.title}, which needs the name of a staging bucket`;
  }
  return undefined;
}

function trigger({ trigger: kind, every, pull }: FlowConfig): Code {
  return object({
    triggerType: quote(TRIGGERS[kind]),
    triggerProperties:
      kind === 'schedule'
        ? object({
            scheduleExpression: quote(expression(every)),
            dataPullMode: quote(pull === 'full' ? 'Complete' : 'Incremental'),
          })
        : undefined,
  });
}

/** `rate(5minutes)`: AppFlow’s own form, without a space. */
function expression(every: number): string {
  if (every % DAY === 0) return `rate(${every / DAY}days)`;
  return every % HOUR === 0 ? `rate(${every / HOUR}hours)` : `rate(${every / MINUTE}minutes)`;
}

/** What is read from a bucket is stated by its connection. */
function source({
  source: id,
  object: name,
  connectorProfile,
  timestampField,
  trigger: kind,
  pull,
}: FlowConfig): Code | undefined {
  if (id === 's3') return undefined;
  const { type, property } = connectorOf(id);
  const isIncremental = kind === 'schedule' && pull === 'incremental' && timestampField.trim() !== '';
  return object({
    connectorType: quote(type),
    connectorProfileName: quote(connectorProfile.trim() || id),
    sourceConnectorProperties: object({ [property]: object({ object: quote(name) }) }),
    incrementalPullConfig: isIncremental ? object({ datetimeTypeFieldName: quote(timestampField.trim()) }) : undefined,
  });
}

/** Buckets and buses are stated by their connections. */
function sinkCode({ sink: id, sinkObject, sinkProfile, stagingBucket }: FlowConfig): Code | undefined {
  const sink = sinkOf(id);
  if (!sink) return undefined;
  const properties = object({
    object: quote(sinkObject),
    intermediateBucketName: sink.staged ? quote(stagingBucket.trim()) : undefined,
  });
  const destination = object({
    connectorType: quote(sink.type),
    connectorProfileName: quote(sinkProfile.trim() || id),
    destinationConnectorProperties: object({ [sink.property]: properties }),
  });
  return `[${destination}]`;
}

function notes({ name, config }: Resource<FlowConfig>): readonly string[] {
  const { source: id, sink, filterShare, validation, requiredFields, keptShare, fields } = config;
  const profiles = [
    ...(id === 's3' ? [] : [`${config.connectorProfile.trim() || id} for ${connectorOf(id).title}`]),
    ...(sink === 'none' ? [] : [`${config.sinkProfile.trim() || sink} for ${sinkOf(sink)?.title}`]),
  ];
  return [
    ...(profiles.length > 0
      ? [
          `Make the connector ${profiles.length === 1 ? 'profile' : 'profiles'} of ${name} in AppFlow first, which ${profiles.length === 1 ? 'holds its' : 'hold their'} credentials: ${profiles.join(', ')}.`,
        ]
      : []),
    ...(filterShare < 1
      ? [
          `The drawing lets ${Math.round(filterShare * 100)} % of the records of ${name} pass a filter: add its task in the stack that extends this one.`,
        ]
      : []),
    ...(validation !== 'none' && namesIn(requiredFields).length === 0
      ? [
          `The drawing validates the records of ${name} but names no required field: add the task in the stack that extends this one.`,
        ]
      : []),
    ...(keptShare < 1 && namesIn(fields).length === 0
      ? [
          `The drawing keeps ${Math.round(keptShare * 100)} % of the bytes of ${name}'s records, but names no mapped fields: without them all are written.`,
        ]
      : []),
  ];
}
