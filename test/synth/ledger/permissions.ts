/** Which AWS service may invoke which function: one permission for each that does, and none besides. */
import type { Connection, Resource } from '#shared/model/graph';
import { same } from '../policies';
import type { TemplateReader } from '../wiring/reader';
import { ACCOUNT, att, type Entry, joined, ref, type Wanted } from './entry';
import { rulesOf } from './rules';
import { distributionArn } from './stores';

type Permission = Readonly<Record<string, Wanted>>;

export function permissions(reader: TemplateReader): readonly Entry[] {
  const { connections } = reader.graph;
  const wanted = new Map<string, { readonly of: string; readonly permission: Permission }>();
  for (const connection of connections) {
    for (const permission of needed(connection, reader)) {
      const of = `${connection.from.resource.id} → ${connection.to.resource.id}`;
      wanted.set(JSON.stringify(permission), { of, permission });
    }
  }
  return [...wanted.values()].map(({ of, permission }) => ({
    of,
    type: 'AWS::Lambda::Permission',
    is: ({ Properties = {} }) =>
      same(Properties['Principal'], permission['Principal']) &&
      same(Properties['FunctionName'], permission['FunctionName']) &&
      same(Properties['SourceArn'], permission['SourceArn']),
    properties: permission,
  }));
}

function needed(connection: Connection, reader: TemplateReader): readonly Permission[] {
  const { kind, from, to } = connection;
  if (to.resource.service.id !== 'lambda') return [];
  const invoke = { Action: 'lambda:InvokeFunction', FunctionName: reader.callableArn(to.resource) };
  switch (kind.id) {
    case 'sns/function-subscription':
      return [{ ...invoke, Principal: 'sns.amazonaws.com', SourceArn: reader.ref(from.resource) }];
    case 's3/function-notification':
      return [
        { ...invoke, Principal: 's3.amazonaws.com', SourceArn: reader.arn(from.resource), SourceAccount: ACCOUNT },
      ];
    case 'eventbridge/function-target':
      return rulesOf(reader, connection).map(({ id }) => ({
        ...invoke,
        Principal: 'events.amazonaws.com',
        SourceArn: att(id),
      }));
    case 'client/function-url':
      return to.resource.config['urlAuthorization'] === 'NONE' ? anyone(invoke) : [];
    case 'cloudfront/function-url-origin':
      return signed(to.resource, from.resource, reader);
    default:
      return kind.id.startsWith('api-gateway/')
        ? endpoints(connection, reader).map((source) => ({
            ...invoke,
            Principal: 'apigateway.amazonaws.com',
            SourceArn: source,
          }))
        : [];
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html, 2026-11-23: both actions since October 2025. */
function anyone(invoke: Permission): readonly Permission[] {
  return [
    { ...invoke, Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: 'NONE' },
    { ...invoke, Principal: '*', InvokedViaFunctionUrl: true },
  ];
}

function signed(fn: Resource, distribution: Resource, reader: TemplateReader): readonly Permission[] {
  if (fn.config['urlAuthorization'] === 'NONE')
    return anyone({ Action: 'lambda:InvokeFunction', FunctionName: reader.callableArn(fn) });
  const url = reader.resources.find(
    ({ Type, Properties = {} }) => Type === 'AWS::Lambda::Url' && same(Properties['TargetFunctionArn'], reader.arn(fn)),
  );
  const common = {
    FunctionName: att(url?.id ?? 'no URL', 'FunctionArn'),
    Principal: 'cloudfront.amazonaws.com',
    SourceArn: distributionArn(reader, distribution),
  };
  return [
    { ...common, Action: 'lambda:InvokeFunctionUrl' },
    { ...common, Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true },
  ];
}

/** The calls of an API that may invoke: all of an HTTP or REST API, a route of a WebSocket API, its authorizer. */
function endpoints({ kind, from, config }: Connection, reader: TemplateReader): readonly unknown[] {
  const api = reader.ref(from.resource);
  const execute = (path: string, ...more: readonly unknown[]): unknown =>
    joined(`arn:aws:execute-api:${reader.graph.account.region}:`, ACCOUNT, ':', api, path, ...more);
  if (kind.id === 'api-gateway/lambda-authorizer') {
    const authorizer = reader.resources.find(
      ({ Type, Properties = {} }) =>
        Type.endsWith('::Authorizer') && same(Properties['ApiId'] ?? Properties['RestApiId'], api),
    );
    return [execute('/authorizers/', ref(authorizer?.id ?? 'no authorizer'))];
  }
  return [execute(kind.id === 'api-gateway/websocket-lambda' ? `/*${String(config['routeKey'])}` : '/*/*/*')];
}
