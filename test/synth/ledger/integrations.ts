/** What a route of an API calls, by which protocol and for how long. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same } from '../policies';
import type { Properties, TemplateReader } from '../wiring/reader';
import { free, joined, that, type Test, type Wanted, when } from './entry';

/** Longest that an integration may take, of each type, which AWS has without being told (2026-11-23). */
const LONGEST: Readonly<Record<string, number>> = { REST: 29, WEBSOCKET: 29, HTTP: 30 };

function timeout({ config }: Resource): Wanted {
  const seconds = Number(config['integrationTimeout']);
  return when(seconds !== LONGEST[String(config['type'])], Math.round(seconds * 1000));
}

const isThere = that((value) => value !== undefined, 'anything');

/** The invocation of a function by an API. */
const invocation = ({ to }: Connection, reader: TemplateReader): unknown =>
  joined(
    `arn:aws:apigateway:${reader.graph.account.region}:lambda:path/2015-03-31/functions/`,
    reader.callableArn(to.resource),
    '/invocations',
  );

export function restIntegration(connection: Connection, reader: TemplateReader): Wanted {
  const { kind, to, from, config } = connection;
  const TimeoutInMillis = timeout(from.resource);
  if (kind.id === 'api-gateway/lambda-proxy')
    return { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: invocation(connection, reader), TimeoutInMillis };
  if (kind.id === 'api-gateway/http-integration')
    return {
      Type: 'HTTP_PROXY',
      IntegrationHttpMethod: config['method'],
      Uri: that((value) => String(value).startsWith(String(to.resource.config['url'])), 'its address'),
      RequestParameters: free,
      TimeoutInMillis,
    };
  const isObject = to.contract === 'keep-objects';
  return {
    Type: 'AWS',
    IntegrationHttpMethod: isObject ? (config['method'] === 'POST' ? 'PUT' : config['method']) : 'POST',
    Uri: to.contract === 'invoke' ? invocation(connection, reader) : uriOf(connection, reader),
    Credentials: when(to.contract !== 'invoke', isThere),
    PassthroughBehavior: isObject ? 'WHEN_NO_MATCH' : 'NEVER',
    TimeoutInMillis,
    RequestParameters: isObject
      ? free
      : {
          [`integration.request.header.${HEADERS[to.contract]?.[0] ?? 'Content-Type'}`]:
            HEADERS[to.contract]?.[1] ?? "'application/x-amz-json-1.0'",
        },
    // What is sent and answered are texts of the exporter’s own, which `test/services/api-gateway` runs.
    RequestTemplates: isObject ? free : addressing(connection, reader),
    IntegrationResponses: that((value) => Array.isArray(value) && value.length > 0, 'answers'),
    CacheKeyParameters: free,
  };
}

const FORM = ['Content-Type', "'application/x-www-form-urlencoded'"] as const;
const JSON_1_1 = ['Content-Type', "'application/x-amz-json-1.1'"] as const;

/** What each service takes its calls by: its protocol, and of Lambda that nobody waits. */
const HEADERS: Readonly<Record<string, readonly [name: string, value: string]>> = {
  enqueue: FORM,
  publish: FORM,
  'put-events': JSON_1_1,
  'put-record': JSON_1_1,
  'collect-records': JSON_1_1,
  invoke: ['X-Amz-Invocation-Type', "'Event'"],
};

/** `arn:aws:apigateway:us-east-1:dynamodb:action/PutItem`. */
const CALLS: Readonly<Record<string, string>> = {
  enqueue: 'sqs:path/',
  publish: 'sns:path//',
  'put-events': 'events:action/PutEvents',
  'put-record': 'kinesis:action/PutRecord',
  'collect-records': 'firehose:action/PutRecord',
  'keep-objects': 's3:path/',
};

function uriOf({ kind, to, config }: Connection, reader: TemplateReader): Test {
  const isDisconnect = config['routeKey'] === '$disconnect';
  const call =
    to.contract === 'start-workflow'
      ? `states:action/Start${kind.id.includes('sync') ? 'Sync' : ''}Execution`
      : to.contract === 'keep-items'
        ? `dynamodb:action/${isDisconnect ? 'Delete' : 'Put'}Item`
        : (CALLS[to.contract] ?? 'nothing');
  const start = `arn:aws:apigateway:${reader.graph.account.region}:${call}`;
  // A queue and a bucket are in the address, the others in what is sent.
  const names = ['enqueue', 'keep-objects'].includes(to.contract) ? `"${reader.main(to.resource).id}"` : '';
  return that((value) => {
    const parts =
      typeof value === 'string' ? [value] : ((value as Properties | undefined)?.['Fn::Join'] as unknown[])?.[1];
    const [first] = (parts ?? []) as readonly unknown[];
    const isCall = names === '' ? first === start && typeof value === 'string' : String(first) === start;
    return isCall && mentions(value, names);
  }, start);
}

/** A template that says whom it is for: its name or ARN stands alone between quotes. */
function addressing({ to }: Connection, reader: TemplateReader): Test {
  const id = reader.mention(to.resource);
  return that((value) => {
    if (to.contract === 'enqueue' || to.contract === 'invoke') return value !== undefined;
    const text = JSON.stringify(value).replaceAll('\\', '');
    const [, after = ''] = text.split(text.includes(`{"Ref":"${id}"}`) ? `{"Ref":"${id}"},"` : id);
    return after.startsWith('"') || after.startsWith("'");
  }, `templates that name ${id}`);
}

export function leanIntegration(connection: Connection, reader: TemplateReader): Readonly<Record<string, Wanted>> {
  const { kind, to, from, config } = connection;
  const isSocket = from.resource.config['type'] === 'WEBSOCKET';
  const common = { ApiId: reader.ref(from.resource), TimeoutInMillis: timeout(from.resource) };
  if (to.contract === 'invoke')
    return {
      ...common,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: isSocket ? invocation(connection, reader) : reader.callableArn(to.resource),
      PayloadFormatVersion: when(!isSocket, '2.0'),
    };
  if (to.contract === 'http')
    return {
      ...common,
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: isSocket ? 'POST' : config['method'],
      IntegrationUri: that((value) => String(value).startsWith(String(to.resource.config['url'])), 'its address'),
      PayloadFormatVersion: when(!isSocket, '1.0'),
      RequestParameters: free,
    };
  if (!isSocket)
    return {
      ...common,
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: SUBTYPES[kind.id] ?? 'nothing',
      PayloadFormatVersion: '1.0',
      CredentialsArn: isThere,
      RequestParameters: that(
        (value) =>
          Object.values((value ?? {}) as Properties).some(
            (each) => each === reader.mention(to.resource) || same(each, reader.ref(to.resource)),
          ),
        'what names the other end',
      ),
    };
  const isObject = to.contract === 'keep-objects';
  return {
    ...common,
    IntegrationType: 'AWS',
    IntegrationMethod: isObject ? 'PUT' : 'POST',
    IntegrationUri: uriOf(connection, reader),
    CredentialsArn: isThere,
    // An object is the message as it came, where nothing is to be put around it.
    PassthroughBehavior: isObject
      ? that((value) => /^(NEVER|WHEN_NO_TEMPLATES)$/.test(String(value)), 'NEVER')
      : 'NEVER',
    TemplateSelectionExpression: isObject ? free : '\\$default',
    RequestParameters: free,
    RequestTemplates: isObject ? free : addressing(connection, reader),
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html, 2026-11-23. */
const SUBTYPES: Readonly<Record<string, string>> = {
  'api-gateway/sqs-integration': 'SQS-SendMessage',
  'api-gateway/kinesis-integration': 'Kinesis-PutRecord',
  'api-gateway/eventbridge-integration': 'EventBridge-PutEvents',
  'api-gateway/start-execution': 'StepFunctions-StartExecution',
  'api-gateway/start-sync-execution': 'StepFunctions-StartSyncExecution',
};
