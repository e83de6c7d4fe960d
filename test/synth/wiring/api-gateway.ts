/** What integrations need in a template. */
import type { Connection } from '#shared/model/graph';
import { mentions, same } from '../policies';
import { need, type TemplateReader, type Wiring } from './reader';

export const apiGateway: Wiring = {
  'api-gateway/lambda-proxy': (connection, template) => {
    const { to } = connection;
    return [
      ...need(integrates(template, connection), 'no integration'),
      ...need(template.mayInvoke('apigateway.amazonaws.com', to.resource), 'no permission'),
    ];
  },
  'api-gateway/lambda-async': (connection, template) => {
    const { to } = connection;
    return [
      ...need(integrates(template, connection), 'no integration'),
      ...need(template.mayInvoke('apigateway.amazonaws.com', to.resource), 'no permission'),
    ];
  },
  'api-gateway/http-integration': (connection, template) =>
    need(integrates(template, connection, connection.to.resource.config['url'] as string), 'no integration'),
  'api-gateway/sqs-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'sqs:SendMessage', template.arn(to.resource));
  },
  'api-gateway/sns-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'sns:Publish', template.ref(to.resource));
  },
  'api-gateway/eventbridge-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'events:PutEvents', template.arn(to.resource));
  },
  'api-gateway/kinesis-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'kinesis:PutRecord', template.arn(to.resource));
  },
  'api-gateway/firehose-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'firehose:PutRecord', template.arn(to.resource));
  },
  'api-gateway/dynamodb-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'dynamodb:PutItem', template.arn(to.resource));
  },
  'api-gateway/s3-integration': (connection, template) => {
    const { to, config } = connection;
    const action = { GET: 's3:GetObject', DELETE: 's3:DeleteObject' }[String(config['method'])] ?? 's3:PutObject';
    return service(template, connection, action, template.objects(to.resource, String(config['keyPrefix'])));
  },
  'api-gateway/start-execution': (connection, template) =>
    service(template, connection, 'states:StartExecution', template.ref(connection.to.resource)),
  'api-gateway/start-sync-execution': (connection, template) =>
    service(template, connection, 'states:StartSyncExecution', template.ref(connection.to.resource)),
};

function integrates(
  template: TemplateReader,
  { from, to, config }: Connection,
  target = template.mention(to.resource),
): boolean {
  return (
    template.some(
      'AWS::ApiGateway::Method',
      (method) =>
        same(method['RestApiId'], template.ref(from.resource)) &&
        method['HttpMethod'] === config['method'] &&
        mentions(method['Integration'], target),
    ) ||
    template.resources.some(
      ({ id, Type, Properties = {} }) =>
        Type === 'AWS::ApiGatewayV2::Integration' &&
        same(Properties['ApiId'], template.ref(from.resource)) &&
        mentions(Properties, target) &&
        template.some(
          'AWS::ApiGatewayV2::Route',
          (route) => mentions(route['Target'], id) && String(route['RouteKey']).startsWith(String(config['method'])),
        ),
    )
  );
}

function service(template: TemplateReader, connection: Connection, action: string, on: unknown): readonly string[] {
  const roles = template
    .under(connection.from.resource)
    .filter(
      ({ Type, Properties }) =>
        Type === 'AWS::IAM::Role' && mentions(Properties?.['AssumeRolePolicyDocument'], 'apigateway.amazonaws.com'),
    );
  return [
    ...(integrates(template, connection) ? [] : [`no integration`]),
    ...(roles.some(({ id }) => template.attachedMay(id, action, on)) ? [] : [`no role that may ${action}`]),
  ];
}
