/** Methods of the generated stack that make WebSocket APIs and their routes. */
import type { Helper } from '#shared/model/cdk';

const imports = {
  apigateway: 'aws-cdk-lib/aws-apigateway',
  apigatewayv2: 'aws-cdk-lib/aws-apigatewayv2',
  integrations: 'aws-cdk-lib/aws-apigatewayv2-integrations',
  iam: 'aws-cdk-lib/aws-iam',
};

/** A WebSocket API writes its access log by the role of the account, as a REST API does. */
export const webSocketApi: Helper = {
  name: 'webSocketApi',
  kind: 'method',
  imports,
  code: `
    /** A WebSocket API with one stage that logs connections and messages. */
    #webSocketApi(
      id: string,
      { throttle, logsAccess = true, cloudWatchRole, ...props }: apigatewayv2.WebSocketApiProps & {
        readonly throttle?: apigatewayv2.ThrottleSettings;
        readonly logsAccess?: boolean;
        readonly cloudWatchRole: boolean;
      },
    ): apigatewayv2.WebSocketApi {
      const scope = new Construct(this, id);
      const api = new apigatewayv2.WebSocketApi(scope, 'Api', { apiName: \`\${this.stackName}-\${id}\`, ...props });
      const fields = ['requestId', 'eventType', 'routeKey', 'connectionId', 'status', 'requestTime', 'integrationLatency'];
      const stage = new apigatewayv2.WebSocketStage(api, 'Stage', {
        webSocketApi: api,
        stageName: 'prod',
        autoDeploy: true,
        throttle,
        accessLogSettings: logsAccess
          ? {
              destination: new apigatewayv2.LogGroupLogDestination(this.#accessLogs(scope)),
              format: apigateway.AccessLogFormat.custom(
                JSON.stringify(Object.fromEntries(fields.map((field) => [field, \`$context.\${field}\`]))),
              ),
            }
          : undefined,
      });
      if (logsAccess && cloudWatchRole) stage.node.addDependency(this.#apiGatewayAccount());
      new CfnOutput(api, 'Url', { value: stage.url });
      return api;
    }`,
};

export const messageRoute: Helper = {
  name: 'messageRoute',
  kind: 'method',
  imports,
  code: `
    /** Adds a route that hands each message straight to another service; what that refuses is an error to the client. */
    #messageRoute(
      api: apigatewayv2.WebSocketApi,
      routeKey: string,
      target: string,
      request: {
        readonly role: iam.IRole;
        readonly template?: string;
        readonly parameters: Record<string, string>;
        readonly method?: string;
        readonly timeout?: Duration;
        readonly authorizer?: apigatewayv2.IWebSocketRouteAuthorizer;
      },
      returnResponse = false,
    ): void {
      const { role, template, parameters, method = 'POST', timeout, authorizer } = request;
      const mapping =
        template === undefined
          ? { passthroughBehavior: apigatewayv2.PassthroughBehavior.WHEN_NO_TEMPLATES }
          : {
              passthroughBehavior: apigatewayv2.PassthroughBehavior.NEVER,
              requestTemplates: { $default: template },
              templateSelectionExpression: '\\\\$default',
            };
      const id = \`\${routeKey}Integration\`;
      const integration = new integrations.WebSocketAwsIntegration(id, {
        integrationUri: \`arn:\${this.partition}:apigateway:\${this.region}:\${target}\`,
        integrationMethod: method,
        credentialsRole: role,
        requestParameters: parameters,
        timeout,
        ...mapping,
      });
      const route = api.addRoute(routeKey, { integration, returnResponse, authorizer });
      if (!returnResponse) return;
      // What is no proxy answers only by a response of its own; this one takes whatever the service says.
      const { integrationId } = route.node.findChild(id) as apigatewayv2.WebSocketIntegration;
      new apigatewayv2.CfnIntegrationResponse(route, 'IntegrationResponse', {
        apiId: api.apiId,
        integrationId,
        integrationResponseKey: '$default',
      });
    }`,
};

export const endpointRoute: Helper = {
  name: 'EndpointIntegration',
  kind: 'class',
  imports,
  code: `
    /** A WebSocket route's integration with an HTTP endpoint, which the CDK has no class for. */
    class EndpointIntegration extends apigatewayv2.WebSocketRouteIntegration {
      constructor(
        id: string,
        private readonly uri: string,
        private readonly timeout?: Duration,
      ) {
        super(id);
      }

      public override bind(): apigatewayv2.WebSocketRouteIntegrationConfig {
        const type = 'HTTP_PROXY' as apigatewayv2.WebSocketIntegrationType;
        // Of whom a message is, and whether it is one: its body says neither, and a client that connects or leaves sends none.
        const requestParameters = {
          'integration.request.header.connectionId': 'context.connectionId',
          'integration.request.header.eventType': 'context.eventType',
        };
        return { type, uri: this.uri, method: 'POST', timeout: this.timeout, requestParameters };
      }
    }`,
};
