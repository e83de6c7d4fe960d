/** Routes that get, put and delete objects of a bucket, in an exported CDK app. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { allowObjects } from '#shared/model/cdk-helpers';
import { object, type Properties, quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { parametersOf } from '#shared/model/route-path';
import { gatewayRole, route } from './cdk-helpers';
import { clash, imports, type Integration, joined, methodOptions, requestOf, routeCheck, routeOf } from './route-code';
import { type ObjectConfig, objectOperation } from './route-config';

export function objectWiring(
  connection: Connection<ObjectConfig, 'integrate', 'keep-objects'>,
  context: EmitContext,
): ConnectionCode {
  const { from, to, config } = connection;
  const integration = connection as unknown as Integration<never>;
  const at = routeOf(integration, context);
  const key = keyOf(config);
  if (key === undefined) return { impossible: `${at.method} ${at.path} of ${from.resource.name} names no object` };
  const operation = objectOperation(config.method);
  const permission = allowObjects(connection, `s3:${operation}`, config.keyPrefix, context, 'role');
  // A role for each operation and prefix: a route can do no more than it says.
  const scope = encodeURIComponent(config.keyPrefix);
  const roleId = [context.constructId(to.resource), operation, ...(scope === '' ? [] : [scope])].join('-');
  const request = object({
    bucket: `this.${context.member(to.resource)}`,
    key: quote(key.template),
    parameters: object(key.parameters),
    role: `this.#gatewayRole(${joined(at.api, quote(roleId), `(role) => ${permission.statement.replace(/;$/, '')}`)})`,
    timeout: at.timeout,
  });
  return (
    clash(integration) ?? {
      imports,
      statements: [
        `this.#objectRoute(${joined(at.api, quote(at.method), quote(at.path), request, methodOptions(at))});`,
      ],
      helpers: [gatewayRole, objectRoute, route, ...permission.helpers],
      checks: routeCheck(integration, at, context).map((check) => ({
        ...check,
        properties: {
          ...check.properties,
          Integration: object({ IntegrationHttpMethod: quote(at.method === 'POST' ? 'PUT' : at.method) }),
        },
      })),
      request: requestOf(integration),
    }
  );
}

/**
 * The key of a route's object as a path with parameters, and what fills each in; undefined where it names none. In the
 * prefix, which is part of a URI here, what is no letter of one is encoded.
 */
function keyOf({
  method,
  path,
  keyPrefix,
}: ObjectConfig): { readonly template: string; readonly parameters: Properties } | undefined {
  const names = parametersOf(path);
  const parameters: Record<string, string> = {};
  for (const name of names) parameters[name] = quote(`method.request.path.${name}`);
  if (method === 'POST') {
    const own = names.includes('requestId') ? 'ownRequestId' : 'requestId';
    parameters[own] = quote('context.requestId');
  }
  const parts = Object.keys(parameters).map((name) => `{${name}}`);
  if (parts.length === 0) return undefined;
  const prefix = keyPrefix.split('/').map(encodeURIComponent).join('/');
  return { template: prefix + parts.join('/'), parameters };
}

const objectRoute: Helper = {
  name: 'objectRoute',
  kind: 'method',
  imports: { apigateway: imports.apigateway, iam: 'aws-cdk-lib/aws-iam', s3: 'aws-cdk-lib/aws-s3' },
  code: `
    /**
     * Adds a method that gets, puts or deletes one object. Its bytes pass as they are. A bucket that has no room is a 503, as S3
     * says it; an object that is not there is a 404, for which S3 says 403 to a role that may not list the bucket.
     */
    #objectRoute(
      api: apigateway.RestApi,
      httpMethod: 'GET' | 'PUT' | 'POST' | 'DELETE',
      path: string,
      request: {
        readonly bucket: s3.IBucket;
        readonly key: string;
        readonly parameters: Record<string, string>;
        readonly role: iam.IRole;
        readonly timeout?: Duration;
      },
      options: apigateway.MethodOptions = {},
    ): void {
      const parameters = Object.entries(request.parameters);
      const fromPath = Object.values(request.parameters).filter((value) => value.startsWith('method.'));
      const [isRead, isPost] = [httpMethod === 'GET', httpMethod === 'POST'];
      const hasBody = isPost || httpMethod === 'PUT';
      const contentType = 'method.request.header.Content-Type';
      const own = isRead ? ['Content-Type', 'ETag'] : hasBody ? ['ETag'] : [];
      const statusCode = isPost ? '201' : httpMethod === 'DELETE' ? '204' : '200';
      const told = (body: object) => ({
        contentHandling: apigateway.ContentHandling.CONVERT_TO_TEXT,
        responseTemplates: { 'application/json': JSON.stringify(body) },
      });
      const integration = new apigateway.AwsIntegration({
        service: 's3',
        integrationHttpMethod: isPost ? 'PUT' : httpMethod,
        path: \`\${request.bucket.bucketName}/\${request.key}\`,
        options: {
          credentialsRole: request.role,
          timeout: request.timeout,
          passthroughBehavior: apigateway.PassthroughBehavior.WHEN_NO_MATCH,
          // Without them a cache would answer for one object with another.
          cacheKeyParameters: isRead ? fromPath : undefined,
          requestParameters: {
            ...Object.fromEntries(parameters.map(([name, value]) => [\`integration.request.path.\${name}\`, value])),
            ...(hasBody ? { 'integration.request.header.Content-Type': contentType } : {}),
          },
          integrationResponses: [
            {
              statusCode,
              responseParameters: Object.fromEntries(
                own.map((name) => [\`method.response.header.\${name}\`, \`integration.response.header.\${name}\`]),
              ),
              ...(isPost ? told({ requestId: '$context.requestId' }) : {}),
            },
            ...(isRead
              ? [{ statusCode: '404', selectionPattern: '40[34]', ...told({ message: 'no such object' }) }]
              : []),
            {
              statusCode: '400',
              selectionPattern: isRead ? '40[0-25-9]|4[1-9]\\\\d' : '4\\\\d{2}',
              ...told({ message: 'refused' }),
            },
            { statusCode: '503', selectionPattern: '503', ...told({ message: 'busy, try again' }) },
            { statusCode: '502', selectionPattern: '50[0-24-9]|5[1-9]\\\\d', ...told({ message: 'failed' }) },
          ],
        },
      });
      const headers = Object.fromEntries(own.map((name) => [\`method.response.header.\${name}\`, true]));
      const errors = [...(isRead ? ['404'] : []), '400', '502', '503'];
      this.#route(api, httpMethod, path, integration, {
        requestParameters: Object.fromEntries([...fromPath, ...(hasBody ? [contentType] : [])].map((name) => [name, true])),
        methodResponses: [
          { statusCode, responseParameters: headers },
          ...errors.map((status) => ({ statusCode: status })),
        ],
        ...options,
      });
    }`,
};
