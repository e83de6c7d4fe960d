/** Where in a template the integration of a route is. */
import type { Connection } from '#shared/model/graph';
import { same } from '../policies';
import type { Identified, Properties, TemplateReader } from '../wiring/reader';
import { att } from './entry';

/** What a drawn route became: the method or route, and the properties of its integration. */
export interface Routed {
  /** Logical id of the method of a REST API, or the route of another. */
  readonly route: Identified;
  /** Logical id of the integration, which of a REST API is in its method. */
  readonly integration: string | undefined;
  readonly properties: Properties;
}

export function routed(connection: Connection, reader: TemplateReader): Routed | undefined {
  const { from, config } = connection;
  return from.resource.config['type'] === 'REST' ? method(connection, reader) : route(connection, reader, key(config));
}

export const key = ({ routeKey, method: verb, path }: Connection['config']): string =>
  (routeKey as string | undefined) ?? `${String(verb)} ${String(path)}`;

function method({ from, config }: Connection, reader: TemplateReader): Routed | undefined {
  const found = reader.resources.find(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::ApiGateway::Method' &&
      same(Properties['RestApiId'], reader.ref(from.resource)) &&
      Properties['HttpMethod'] === config['method'] &&
      same(pathOf(Properties['ResourceId'], reader), segments(String(config['path']))),
  );
  const integration = found?.Properties?.['Integration'] as Properties | undefined;
  return found && integration && { route: found, integration: undefined, properties: integration };
}

/** A slash at the end says nothing. */
export const segments = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

/** Parts of the path of a resource of a REST API, from its root on. */
export function pathOf(reference: unknown, reader: TemplateReader): readonly string[] {
  const { Ref: id } = (reference ?? {}) as { readonly Ref?: string };
  const found = reader.resources.find((each) => each.id === id && each.Type === 'AWS::ApiGateway::Resource');
  if (!found) return [];
  return [...pathOf(found.Properties?.['ParentId'], reader), String(found.Properties?.['PathPart'])];
}

function route({ from }: Connection, reader: TemplateReader, wanted: string): Routed | undefined {
  const found = reader.resources.find(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::ApiGatewayV2::Route' &&
      same(Properties['ApiId'], reader.ref(from.resource)) &&
      Properties['RouteKey'] === wanted,
  );
  const { 'Fn::Join': [, parts = []] = [] } = (found?.Properties?.['Target'] ?? {}) as {
    readonly 'Fn::Join'?: readonly [string, readonly unknown[]];
  };
  const { Ref: id } = (parts.at(-1) ?? {}) as { readonly Ref?: string };
  const integration = reader.resources.find((each) => each.id === id && each.Type === 'AWS::ApiGatewayV2::Integration');
  return found && integration && { route: found, integration: id, properties: integration.Properties ?? {} };
}

/** Logical id of the role by which the route calls. */
export function credentialsOf(connection: Connection, reader: TemplateReader): string | undefined {
  const { properties = {} } = routed(connection, reader) ?? {};
  const arn = properties['Credentials'] ?? properties['CredentialsArn'];
  const ids = (arn as { readonly 'Fn::GetAtt'?: readonly string[] } | undefined)?.['Fn::GetAtt'] ?? [];
  return same(arn, att(ids[0] ?? '')) ? ids[0] : undefined;
}
