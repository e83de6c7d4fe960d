import type { EmitContext, NagAcknowledgement, ResourceCode } from '#shared/model/cdk';
import { type Code, durationCode, literal, object, type Properties, timeInWords } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import { alarms, widgets } from './cdk-alarms';
import { KEEP_KEYS, WRITE_LOGS } from './cdk-actions';
import { keysCode } from './cdk-idempotency';
import { functionHelpers, runtimeCode } from './cdk-runtime';
import type { FunctionConfig } from './config';
import { packages, sourceFiles } from './handlers/files';

/** What AWS gives a function that asks for nothing, and what needs no property (as of 2026-11-23). */
const DEFAULT_STORAGE_MB = 512;

/** Runtimes of which cdk-nag 3.0.2 knows no newer one. */
const NEWEST: ReadonlySet<string> = new Set(['nodejs24.x', 'provided.al2023']);

export function cdk(fn: Resource<FunctionConfig>, context: EmitContext): ResourceCode {
  const { config } = fn;
  const member = context.member(fn);
  const runtime = runtimeCode(fn, context);
  const keys = keysCode(fn, context);
  return {
    imports: {
      lambda: 'aws-cdk-lib/aws-lambda',
      nodejs: 'aws-cdk-lib/aws-lambda-nodejs',
      iam: 'aws-cdk-lib/aws-iam',
      logs: 'aws-cdk-lib/aws-logs',
    },
    type: runtime.type,
    // With its role, the role’s policy, the log group and the table of keys.
    templateResources: 4 + keys.statements.length,
    create: (all) => runtime.create(all),
    properties: { ...runtime.properties, ...properties(config) },
    ...(hasAlias(config)
      ? { target: { type: 'lambda.Alias', name: `${member}_live`, create: aliasCode(member, config) } }
      : {}),
    statements: [...asyncStatements(fn, context), ...keys.statements],
    helpers: [...functionHelpers(fn), ...keys.helpers],
    allows: [...WRITE_LOGS, ...(keys.statements.length > 0 ? KEEP_KEYS : [])],
    environment: keys.environment,
    checks: [
      ...keys.checks,
      {
        title: `${fn.name} has ${config.memory} MB and ${timeInWords(config.timeout)}${config.reservedConcurrency === undefined ? '' : `, and at most ${config.reservedConcurrency} run at once`}`,
        on: `stack.${member}`,
        properties: {
          MemorySize: literal(config.memory),
          Timeout: literal(config.timeout),
          ...(config.reservedConcurrency === undefined
            ? {}
            : { ReservedConcurrentExecutions: literal(config.reservedConcurrency) }),
        },
      },
    ],
    acknowledgements: acknowledgements(fn, context),
    alarms: alarms(fn, context),
    widgets: widgets(fn, context),
    notes: [...runtime.notes, ...keys.notes],
    files: (parts) => sourceFiles(fn, parts, context),
    packages: (parts) => packages(fn, parts),
  };
}

/** Provisioned concurrency and SnapStart belong to a published version, which callers reach by an alias. */
export function hasAlias({ provisionedConcurrency, snapStart }: FunctionConfig): boolean {
  return provisionedConcurrency !== undefined || snapStart;
}

function aliasCode(member: string, { provisionedConcurrency }: FunctionConfig): Code {
  const options =
    provisionedConcurrency === undefined
      ? ''
      : `, ${object({ provisionedConcurrentExecutions: literal(provisionedConcurrency) })}`;
  return `this.${member}.addAlias('live'${options})`;
}

function properties(config: FunctionConfig): Properties {
  return {
    architecture: `lambda.Architecture.${config.architecture === 'arm64' ? 'ARM_64' : 'X86_64'}`,
    memorySize: literal(config.memory),
    timeout: durationCode(config.timeout),
    reservedConcurrentExecutions:
      config.reservedConcurrency === undefined ? undefined : literal(config.reservedConcurrency),
    ephemeralStorageSize:
      config.ephemeralStorage === DEFAULT_STORAGE_MB ? undefined : `Size.mebibytes(${config.ephemeralStorage})`,
    snapStart: config.snapStart ? 'lambda.SnapStartConf.ON_PUBLISHED_VERSIONS' : undefined,
  };
}

/** How long and how often Lambda tries asynchronous events. Stated even where it is AWS's default: it is part of the design. */
export function asyncOptions({ asyncRetryAttempts, maximumEventAge }: FunctionConfig): Properties {
  return { retryAttempts: literal(asyncRetryAttempts), maxEventAge: durationCode(maximumEventAge) };
}

/** With destinations, the options are printed with them. */
function asyncStatements(fn: Resource<FunctionConfig>, context: EmitContext): readonly Code[] {
  const isAsync = fn.inbound.some(({ kind, to }) => kind.invocation === 'asynchronous' && to.contract === 'invoke');
  if (!isAsync || fn.outbound.some(({ kind }) => isAsyncDestination(kind.id))) return [];
  return [`${context.target(fn)}.configureAsyncInvoke(${object(asyncOptions(fn.config))});`];
}

export function isAsyncDestination(kindId: string): boolean {
  return /^lambda\/on-(failure|success)-/.test(kindId);
}

function acknowledgements(fn: Resource<FunctionConfig>, context: EmitContext): readonly NagAcknowledgement[] {
  const { runtime, snapStart } = fn.config;
  const on = `this.${context.member(fn)}`;
  return [
    ...(NEWEST.has(runtime)
      ? []
      : [
          {
            rule: 'AwsSolutions-L1',
            reason: `The drawing has ${fn.name} run on ${runtime}, which AWS supports although it has newer ones.`,
            on,
          },
        ]),
    ...(snapStart
      ? [
          {
            rule: 'Annotation::@aws-cdk/aws-lambda:snapStartRequirePublish',
            reason: 'Callers reach a published version, by the alias live.',
            on,
          },
        ]
      : []),
  ];
}
