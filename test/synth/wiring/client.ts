/** What calls from outside need in a template. */
import type { Connection, Resource } from '#shared/model/graph';
import { allows, mentions, same } from '../policies';
import { type Check, need, type Properties, type TemplateReader, type Wiring, writeAction } from './reader';

export const client: Wiring = {
  'client/http-request': (connection, template) => {
    const { to, config } = connection;
    return config['usagePlan'] === true
      ? need(
          template.some(
            'AWS::ApiGateway::UsagePlan',
            (plan) =>
              mentions(plan['ApiStages'], template.main(to.resource).id) &&
              same((plan['Throttle'] as Properties | undefined)?.['RateLimit'], config['planRate']),
          ) &&
            template.some(
              'AWS::ApiGateway::Method',
              (method) => method['ApiKeyRequired'] === true && same(method['RestApiId'], template.ref(to.resource)),
            ),
          'no usage plan',
        )
      : [];
  },
  // Whoever knows the address connects.
  'client/websocket': () => [],
  'client/post-to-connection': allowed('execute-api:ManageConnections', (template, to) => template.connections(to)),
  'client/send-message': allowed('sqs:SendMessage', (template, to) => template.arn(to)),
  'client/publish': allowed('sns:Publish', (template, to) => template.ref(to)),
  'client/put-record': allowed('kinesis:PutRecord', (template, to) => template.arn(to)),
  'client/put-to-delivery-stream': allowed('firehose:PutRecord', (template, to) => template.arn(to)),
  'client/write-items': allowed('dynamodb:PutItem', (template, to) => template.arn(to)),
  'client/read-items': allowed('dynamodb:GetItem', (template, to) => template.arn(to)),
  'client/write-objects': (connection, template) =>
    allowed(writeAction(connection), (_, to) => template.objects(to, String(connection.config['keyPrefix'])))(
      connection,
      template,
    ),
  'client/read-objects': allowed('s3:GetObject', (template, to) => template.objects(to, '')),
  'client/start-execution': allowed('states:StartExecution', (template, to) => template.ref(to)),
  'client/start-sync-execution': allowed('states:StartSyncExecution', (template, to) => template.ref(to)),
  'client/put-events': allowed('events:PutEvents', (template, to) => template.arn(to)),
  'client/start-run': allowed('appflow:StartFlow', (template, to) => template.flowArn(to)),
  'client/function-url': functionUrl,
  'client/invoke': allowed('lambda:InvokeFunction', (template, to) => template.callableArn(to)),
  'client/invoke-async': allowed('lambda:InvokeFunction', (template, to) => template.callableArn(to)),
};

/** Its own URL; whoever signs may call it through the URL and only so, or anyone may. */
function functionUrl(connection: Connection, template: TemplateReader): readonly string[] {
  const { to } = connection;
  const authorization = to.resource.config['urlAuthorization'];
  const target = template.alias(to.resource)?.id ?? template.main(to.resource).id;
  const hasUrl = template.some(
    'AWS::Lambda::Url',
    (url) => url['AuthType'] === authorization && mentions(url['TargetFunctionArn'], template.main(to.resource).id),
  );
  if (!hasUrl) return [`no URL with ${String(authorization)}`];
  if (authorization === 'AWS_IAM') {
    return ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'].flatMap((action) =>
      allowed(action, () => template.callableArn(to.resource))(connection, template),
    );
  }
  const isOpen = template.some(
    'AWS::Lambda::Permission',
    (permission) =>
      permission['Principal'] === '*' &&
      permission['FunctionUrlAuthType'] === 'NONE' &&
      mentions(permission['FunctionName'], target),
  );
  return isOpen ? [] : [`not everybody may call it`];
}

/** The client's own policy allows it. */
function allowed(action: string, on: (template: TemplateReader, to: Resource) => unknown): Check {
  return ({ from, to }, template) => {
    const policy = template.main(from.resource).Properties?.['PolicyDocument'];
    return need(allows(policy, action, on(template, to.resource)), `the policy does not allow ${action}`);
  };
}
