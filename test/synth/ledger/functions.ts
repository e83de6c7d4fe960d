/** Functions and what belongs to them: aliases, mappings, asynchronous invocation, URLs. */
import type { Connection, Resource } from '#shared/model/graph';
import { same } from '../policies';
import type { Identified, TemplateReader } from '../wiring/reader';
import { att, type Entry, json, named, ref, that, type Test, when } from './entry';
import { keysTable } from './stores';
import { keepsKeys } from '../inventory';

/** What starts a package of each kind; https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html, 2026-11-23. */
const HANDLERS: Readonly<Record<string, string>> = {
  java21: 'Handler::handleRequest',
  dotnet8: 'Function::Function.Handler::HandleAsync',
  'provided.al2023': 'bootstrap',
};

export function fn(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config } = drawn;
  const { id } = reader.main(drawn);
  const role = reader.under(drawn).find(({ Type }) => Type === 'AWS::IAM::Role')?.id ?? 'no role';
  const group = reader.under(drawn).find(({ Type }) => Type === 'AWS::Logs::LogGroup')?.id ?? 'no log group';
  return [
    {
      of: drawn.id,
      type: 'AWS::Lambda::Function',
      is: (resource) => resource.id === id,
      after: [role],
      properties: {
        Architectures: [config['architecture']],
        Code: { S3Bucket: { 'Fn::Sub': named }, S3Key: named },
        Environment: environment(drawn, reader),
        EphemeralStorage: when(config['ephemeralStorage'] !== 512, { Size: config['ephemeralStorage'] }),
        // Only where the function is in a circle of references.
        FunctionName: that((value) => value === undefined || typeof value === 'string', 'a name'),
        Handler: HANDLERS[String(config['runtime'])] ?? 'index.handler',
        LoggingConfig: { LogFormat: 'JSON', LogGroup: ref(group) },
        MemorySize: config['memory'],
        ReservedConcurrentExecutions: config['reservedConcurrency'],
        Role: att(role),
        Runtime: config['runtime'],
        SnapStart: when(config['snapStart'] === true, { ApplyOn: 'PublishedVersions' }),
        Timeout: config['timeout'],
      },
    },
    logGroup(drawn.id, group),
    ...alias(drawn, reader),
    ...asynchronous(drawn, reader),
    ...url(drawn, reader),
    ...(keepsKeys(drawn) ? [keysTable(reader, drawn)] : []),
  ];
}

/** A month of log, which goes with the stack. */
export const logGroup = (of: string, id: string, name?: unknown): Entry => ({
  of: `the log of ${of}`,
  type: 'AWS::Logs::LogGroup',
  is: (resource) => resource.id === id,
  kept: 'Delete',
  properties: { RetentionInDays: 30, LogGroupName: name },
});

function alias(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { provisionedConcurrency, snapStart } = drawn.config;
  if (provisionedConcurrency === undefined && snapStart !== true) return [];
  const version = reader.under(drawn).find(({ Type }) => Type === 'AWS::Lambda::Version')?.id ?? 'no version';
  return [
    {
      of: `the alias of ${drawn.id}`,
      type: 'AWS::Lambda::Alias',
      is: (resource) => resource.id === reader.alias(drawn)?.id,
      properties: {
        FunctionName: reader.ref(drawn),
        FunctionVersion: att(version, 'Version'),
        Name: 'live',
        ProvisionedConcurrencyConfig: when(provisionedConcurrency !== undefined, {
          ProvisionedConcurrentExecutions: provisionedConcurrency,
        }),
      },
    },
    {
      of: `the version of ${drawn.id}`,
      type: 'AWS::Lambda::Version',
      is: (resource) => resource.id === version,
      properties: { FunctionName: reader.ref(drawn) },
    },
  ];
}

/** How often and how long events are tried, and where they end. */
function asynchronous(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const isAsync = drawn.inbound.some(({ kind, to }) => kind.invocation === 'asynchronous' && to.contract === 'invoke');
  const ends = drawn.outbound.filter(({ kind }) => /^lambda\/on-(failure|success)-/.test(kind.id));
  if (!isAsync && ends.length === 0) return [];
  const end = (role: string): unknown => {
    const one = ends.find(({ kind }) => kind.role === role);
    return one && { Destination: targetArn(one, reader) };
  };
  const live = reader.alias(drawn);
  return [
    {
      of: drawn.id,
      type: 'AWS::Lambda::EventInvokeConfig',
      is: ({ Properties = {} }) => same(Properties['FunctionName'], reader.ref(drawn)),
      properties: {
        FunctionName: reader.ref(drawn),
        Qualifier: live ? { 'Fn::Select': [7, { 'Fn::Split': [':', ref(live.id)] }] } : '$LATEST',
        MaximumEventAgeInSeconds: drawn.config['maximumEventAge'],
        MaximumRetryAttempts: drawn.config['asyncRetryAttempts'],
        DestinationConfig: when(ends.length > 0, { OnFailure: end('failure'), OnSuccess: end('success') }),
      },
    },
  ];
}

/** ARN by which the other end is known to who sends to it. */
export function targetArn({ to }: Connection, reader: TemplateReader): unknown {
  if (to.contract === 'invoke') return reader.callableArn(to.resource);
  // Topics and state machines are known by their ARN alone.
  if (to.contract === 'publish' || to.contract === 'start-workflow') return reader.ref(to.resource);
  return reader.arn(to.resource);
}

function url(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const asked = drawn.inbound.filter(({ kind }) =>
    /^(client\/function-url|cloudfront\/function-url-origin)$/.test(kind.id),
  );
  const live = reader.alias(drawn);
  return asked.length === 0
    ? []
    : [
        {
          of: `the URL of ${drawn.id}`,
          type: 'AWS::Lambda::Url',
          is: ({ Properties = {} }) => same(Properties['TargetFunctionArn'], reader.arn(drawn)),
          after: live ? [live.id] : [],
          properties: {
            AuthType: drawn.config['urlAuthorization'],
            TargetFunctionArn: reader.arn(drawn),
            Qualifier: live && 'live',
          },
        },
      ];
}

/** Variables by which the code knows whom it calls, by any names, and no others. */
function environment(drawn: Resource, reader: TemplateReader): Test {
  const { runtime } = drawn.config;
  const fixed = {
    ...(String(runtime).startsWith('nodejs') ? { NODE_OPTIONS: '--enable-source-maps' } : {}),
    ...(String(runtime).startsWith('python') ? { AWS_NEW_RETRIES_2026: 'true' } : {}),
  };
  const called = drawn.outbound.filter(({ kind, to }) => kind.from === 'code-call' && to.resource.id !== drawn.id);
  return (value) => {
    const { Variables: all = {} } = (value ?? {}) as { readonly Variables?: Readonly<Record<string, unknown>> };
    const own = Object.entries(all).filter(([name]) => !(name in fixed));
    const said = (connection: Connection) => own.some(([, each]) => isAddress(each, connection, reader));
    const keys = reader.under(drawn).find(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable');
    const answers = ({ id }: Identified) => own.some(([, each]) => same(each, ref(id)));
    return [
      ...Object.entries(fixed)
        .filter(([name, text]) => all[name] !== text)
        .map(([name]) => `has another ${name}`),
      ...called.filter((each) => !said(each)).map(({ to }) => `does not say where ${to.resource.id} is`),
      ...(keys && !answers(keys) ? ['does not say where its keys are'] : []),
      ...own
        .filter(([, each]) => !(keys && same(each, ref(keys.id))) && !called.some((to) => isAddress(each, to, reader)))
        .map(([name]) => `has ${name}, which no call needs`),
    ];
  };
}

/** What the SDK's client of the other end asks for: a URL, a name, an ARN. */
function isAddress(value: unknown, { to: { resource, contract } }: Connection, reader: TemplateReader): boolean {
  switch (contract) {
    case 'http':
      return value === resource.config['url'];
    case 'post-to-connection':
      return same(value, {
        'Fn::Join': [
          '',
          [
            'https://',
            reader.ref(resource),
            `.execute-api.${reader.graph.account.region}.`,
            ref('AWS::URLSuffix'),
            '/prod',
          ],
        ],
      });
    case 'invoke': {
      const name = reader.main(resource).Properties?.['FunctionName'] as string | undefined;
      const isByName = name !== undefined && (value === name || value === `${name}:live`);
      return isByName || same(value, reader.callable(resource)) || same(value, reader.callableArn(resource));
    }
    case 'put-events':
    case 'start-run':
      return value === reader.mention(resource) || same(value, reader.ref(resource));
    default:
      return same(value, reader.ref(resource));
  }
}

/** The mapping of a queue or a stream: every setting, and where a stream's batches end. */
export function mapping(connection: Connection, reader: TemplateReader): readonly Entry[] {
  const { from, to, config, kind } = connection;
  const isQueue = kind.id === 'lambda/queue-event-source';
  const source = sourceArn(connection, reader);
  const kept = to.resource.outbound.find((each) => each.kind.id.startsWith('lambda/stream-on-failure-'));
  const pattern = String(config['filterPattern']).trim();
  return [
    {
      of: `${from.resource.id} → ${to.resource.id}`,
      type: 'AWS::Lambda::EventSourceMapping',
      is: ({ Properties = {} }) =>
        same(Properties['EventSourceArn'], source) && same(Properties['FunctionName'], reader.callable(to.resource)),
      properties: {
        EventSourceArn: source,
        FunctionName: reader.callable(to.resource),
        BatchSize: config['batchSize'],
        MaximumBatchingWindowInSeconds: when(config['batchingWindow'] !== 0, config['batchingWindow']),
        FilterCriteria: when(pattern !== '', {
          Filters: [{ Pattern: pattern === '' ? '' : json(JSON.parse(pattern)) }],
        }),
        FunctionResponseTypes: when(config['reportBatchItemFailures'] === true, ['ReportBatchItemFailures']),
        ...(isQueue
          ? {
              ScalingConfig: when(config['maximumConcurrency'] !== undefined, {
                MaximumConcurrency: config['maximumConcurrency'],
              }),
              ProvisionedPollerConfig: when(config['provisionedPollers'] === true, {
                MinimumPollers: config['minimumPollers'],
                MaximumPollers: config['maximumPollers'],
              }),
            }
          : {
              StartingPosition: config['startingPosition'],
              ParallelizationFactor: when(config['parallelizationFactor'] !== 1, config['parallelizationFactor']),
              MaximumRetryAttempts: config['maximumRetryAttempts'],
              MaximumRecordAgeInSeconds: config['maximumRecordAge'],
              BisectBatchOnFunctionError: when(config['bisectBatchOnError'] === true, true),
              DestinationConfig: kept && { OnFailure: { Destination: targetArn(kept, reader) } },
            }),
      },
    },
  ];
}

function sourceArn({ from, config }: Connection, reader: TemplateReader): unknown {
  if (from.resource.service.id === 'dynamodb') return reader.streamArn(from.resource);
  if (config['enhancedFanOut'] !== true) return reader.arn(from.resource);
  const consumer = reader.resources.find(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::Kinesis::StreamConsumer' && same(Properties['StreamARN'], reader.arn(from.resource)),
  );
  return att(consumer?.id ?? 'no consumer', 'ConsumerARN');
}
