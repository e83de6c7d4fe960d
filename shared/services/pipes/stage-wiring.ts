/** What a pipe calls in an exported CDK app: an enrichment or a target, with its permission. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { apiDestinationHelper } from '#shared/model/cdk-helpers';
import { type Code, object, type Properties, quote } from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import { apisOf, keptOut, misstated, pathValuesOf, routeOf, starred } from './called-api';
import { allowForPipe } from './cdk-helpers';
import { packagesOf, pipeHandler } from './handler';
import type { ApiCallConfig, ApiDestinationConfig, TargetConfig } from './stage-config';
import { enrichmentsOf, targetsOf } from './stages';

type To<C, K extends Contract> = Connection<C, 'pass-batches', K>;
type Part = 'enrichment' | 'target';

export const imports = { iam: 'aws-cdk-lib/aws-iam' };

export interface Granted {
  readonly actions: readonly string[];
  /** Property of the construct that holds a key of the customer’s own. */
  readonly key?: 'encryptionMasterKey' | 'masterKey' | 'encryptionKey';
}

export function keyOf(
  resource: Connection['to']['resource'],
  property: Granted['key'],
  use: 'send' | 'read',
  context: EmitContext,
): { readonly of: Code; readonly actions: readonly string[] } | undefined {
  if (property === undefined || !resource.service.hasOwnKey(resource.config)) return undefined;
  return {
    of: `this.${context.member(resource)}.${property}`,
    actions: use === 'send' ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'],
  };
}

interface Stage extends Granted {
  readonly parameters?: Properties;
  /** Where it is not simply what is drawn at the other end. */
  readonly made?: Code;
  /** What is called, where a web ACL stands before it. */
  readonly behind?: Resource;
}

export function stage(
  part: Part,
  connection: Connection<TargetConfig>,
  context: EmitContext,
  { actions, key, parameters = {}, made, behind = connection.to.resource }: Stage,
): ConnectionCode {
  const { config, from, to } = connection;
  const pipe = from.resource;
  const [first] = part === 'target' ? targetsOf(pipe) : enrichmentsOf(pipe);
  if (first && first.id !== connection.id) {
    return { impossible: `${pipe.name} has a second ${part}, ${to.resource.name}: a pipe has one` };
  }
  const written = config.inputTemplate.trim();
  // API destinations and APIs have to be told what to send.
  const template = written === '' && to.contract === 'http' ? '<aws.pipes.event>' : written;
  const all = object({ inputTemplate: stated(template), ...parameters });
  // What is made with the pipe is known by it.
  const arn = made === undefined ? arnOf(connection, context) : `this.${context.member(pipe)}.${part}!`;
  return {
    imports,
    properties: { [pipe.id]: { [part]: made ?? arn, [`${part}Parameters`]: all === '{}' ? undefined : all } },
    references: [{ holder: pipe.id, target: behind.id, by: 'property' }],
    ...allowForPipe(pipe, { actions, arn, key: keyOf(to.resource, key, 'send', context) }, context),
  };
}

export function ofFunction(
  part: Part,
  connection: Connection<TargetConfig, 'pass-batches', 'invoke'>,
  context: EmitContext,
  parameters: Properties,
): ConnectionCode {
  const fn = connection.to.resource;
  const others = fn.inbound.filter((each) => each.from.contract === 'pass-batches');
  const answers = others.some((each) => each.kind.id === 'pipes/enrich-by-function');
  const names = others.some(({ config }) => config['reportBatchItemFailures'] === true);
  if (answers && names) {
    return {
      impossible: `${fn.name} enriches for one pipe and names failed records to another, and cannot tell them apart: use a function for each`,
    };
  }
  const code = stage(part, connection, context, { actions: ['lambda:InvokeFunction'], parameters });
  return 'impossible' in code
    ? code
    : { ...code, invocation: { form: 'pipe', packages: packagesOf(connection), handler: pipeHandler } };
}

export function ofEndpoint(
  part: Part,
  connection: Connection<ApiDestinationConfig, 'pass-batches', 'http'>,
  context: EmitContext,
): ConnectionCode {
  const { config, from, to } = connection;
  const key = `${context.folder(to.resource)}-key`;
  const id = `${context.constructId(from.resource)}${part === 'target' ? 'Target' : 'Enrichment'}`;
  const given = object({
    endpoint: quote(to.terms.outside?.address.trim() ?? ''),
    rateLimitPerSecond: String(Math.ceil(config.invocationRate)),
    key: `SecretValue.secretsManager(${quote(key)})`,
    header: quote(config.keyHeader),
  });
  const made = `this.#apiDestination(this, ${quote(id)}, ${given}).apiDestinationArn`;
  const code = stage(part, connection, context, { actions: ['events:InvokeApiDestination'], made });
  if ('impossible' in code) return code;
  return {
    ...code,
    helpers: [...(code.helpers ?? []), apiDestinationHelper],
    notes: [
      `Before the first deployment, put the key that ${to.resource.name} gave you into a secret of the name ${key} in Secrets Manager.`,
    ],
  };
}

export function ofApi(part: Part, connection: To<ApiCallConfig, 'http'>, context: EmitContext): ConnectionCode {
  const [end] = apisOf(connection);
  const route = end && routeOf(connection, end.resource);
  const impossible = keptOut(connection) ?? (end && misstated(connection, end.resource));
  if (impossible !== undefined) return { impossible };
  // An API without routes cannot be exported either, and says so itself.
  if (end === undefined || route === undefined) return {};
  const api = `this.${context.member(end.resource)}`;
  const values = pathValuesOf(connection.config);
  return stage(part, connection, context, {
    actions: ['execute-api:Invoke'],
    made: `${api}.arnForExecuteApi(${quote(route.method)}, ${quote(starred(route))}, ${api}.deploymentStage.stageName)`,
    behind: end.resource,
    parameters: {
      httpParameters:
        values.length === 0 ? undefined : object({ pathParameterValues: `[${values.map(quote).join(', ')}]` }),
    },
  });
}

const ARNS: Partial<Record<Contract, string>> = {
  enqueue: 'queueArn',
  publish: 'topicArn',
  'put-record': 'streamArn',
  'put-events': 'eventBusArn',
  'collect-records': 'deliveryStreamArn',
  'start-workflow': 'stateMachineArn',
};

export function arnOf({ to }: Pick<Connection, 'to'>, context: EmitContext): Code {
  if (to.contract === 'invoke') return `${context.target(to.resource)}.functionArn`;
  return `this.${context.member(to.resource)}.${ARNS[to.contract]}`;
}

/** A setting that may be empty. */
export const stated = (text: string): Code | undefined => (text.trim() === '' ? undefined : quote(text.trim()));
