/** Methods of the generated stack that make APIs and their integrations. */
import type { Helper } from '#shared/model/cdk';
import { groupHelper } from '#shared/model/cdk-helpers';

const imports = {
  apigateway: 'aws-cdk-lib/aws-apigateway',
  apigatewayv2: 'aws-cdk-lib/aws-apigatewayv2',
  ec2: 'aws-cdk-lib/aws-ec2',
  iam: 'aws-cdk-lib/aws-iam',
  logs: 'aws-cdk-lib/aws-logs',
};

export const groupOf = groupHelper;

export const accessLogs: Helper = {
  name: 'accessLogs',
  kind: 'method',
  imports,
  code: `
    /** Access logs, and a count of the 429s in them: API Gateway's own metric has those among all 4xx. */
    #accessLogs(scope: Construct): logs.LogGroup {
      const logGroup = new logs.LogGroup(scope, 'AccessLogs', {
        retention: logs.RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      });
      logGroup.addMetricFilter('Refused', {
        filterPattern: logs.FilterPattern.stringValue('$.status', '=', '429'),
        metricNamespace: this.stackName,
        metricName: \`\${scope.node.id}-429\`,
        metricValue: '1',
        defaultValue: 0,
      });
      return logGroup;
    }`,
};

export const restApi: Helper = {
  name: 'restApi',
  kind: 'method',
  imports,
  code: `
    /** A REST API that logs its requests and its errors. */
    #restApi(
      id: string,
      { deployOptions, cloudWatchRole, logsAccess = true, ...props }: apigateway.RestApiProps & {
        readonly logsAccess?: boolean;
      },
    ): apigateway.RestApi {
      const scope = new Construct(this, id);
      const logged = logsAccess
        ? {
            accessLogDestination: new apigateway.LogGroupLogDestination(this.#accessLogs(scope)),
            accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
          }
        : {};
      const api = new apigateway.RestApi(scope, 'Api', {
        restApiName: \`\${this.stackName}-\${id}\`,
        cloudWatchRole: false,
        deployOptions: {
          ...logged,
          loggingLevel: apigateway.MethodLoggingLevel.ERROR,
          metricsEnabled: true,
          ...deployOptions,
        },
        ...props,
      });
      if (cloudWatchRole) api.deploymentStage.node.addDependency(this.#apiGatewayAccount());
      return api;
    }`,
};

/** `cloudWatchRole` of each API would set the same account-wide value once more. */
export const apiGatewayAccount: Helper = {
  name: 'apiGatewayAccount',
  kind: 'method',
  imports,
  code: `
    /** The role by which API Gateway writes logs, one for the whole account and Region. It outlives this stack: others may use it. */
    #apiGatewayAccount(): apigateway.CfnAccount {
      const scope = this.#group('ApiGatewayAccount');
      const existing = scope.node.tryFindChild('Account') as apigateway.CfnAccount | undefined;
      if (existing) return existing;
      const role = new iam.Role(scope, 'LogRole', {
        assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com'),
        managedPolicies: [
          iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
        ],
      });
      Validations.of(role).acknowledge({
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
        reason: 'It serves every API of the account: AWS states what it may do.',
      });
      const account = new apigateway.CfnAccount(scope, 'Account', { cloudWatchRoleArn: role.roleArn });
      role.applyRemovalPolicy(RemovalPolicy.RETAIN);
      account.applyRemovalPolicy(RemovalPolicy.RETAIN);
      return account;
    }`,
};

export const httpApi: Helper = {
  name: 'httpApi',
  kind: 'method',
  imports,
  code: `
    /** An HTTP API with one stage that logs its requests. */
    #httpApi(
      id: string,
      { throttle, logsAccess = true, ...props }: apigatewayv2.HttpApiProps & {
        readonly throttle?: apigatewayv2.ThrottleSettings;
        readonly logsAccess?: boolean;
      },
    ): apigatewayv2.HttpApi {
      const scope = new Construct(this, id);
      const api = new apigatewayv2.HttpApi(scope, 'Api', {
        apiName: \`\${this.stackName}-\${id}\`,
        createDefaultStage: false,
        ...props,
      });
      const stage = new apigatewayv2.HttpStage(api, 'Stage', {
        httpApi: api,
        autoDeploy: true,
        throttle,
        accessLogSettings: logsAccess
          ? {
              destination: new apigatewayv2.LogGroupLogDestination(this.#accessLogs(scope)),
              format: apigateway.AccessLogFormat.jsonWithStandardFields(),
            }
          : undefined,
      });
      new CfnOutput(api, 'Url', { value: stage.url });
      return api;
    }`,
};

export const imported: Helper = {
  name: 'executeApiEndpoint',
  kind: 'method',
  imports,
  code: `
    /** The VPC endpoint through which private APIs are reached. It exists outside this stack. */
    #executeApiEndpoint(vpcEndpointId: string): ec2.IInterfaceVpcEndpoint {
      const scope = this.#group('Imported');
      return (
        (scope.node.tryFindChild('ExecuteApi') as ec2.IInterfaceVpcEndpoint | undefined) ??
        ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(scope, 'ExecuteApi', { vpcEndpointId, port: 443 })
      );
    }`,
};

export const route: Helper = {
  name: 'route',
  kind: 'method',
  imports,
  code: `
    /** Adds a method whose required parameters, and body where a model is given, API Gateway checks before anything runs. */
    #route(
      api: apigateway.RestApi,
      httpMethod: string,
      path: string,
      integration: apigateway.Integration,
      options: apigateway.MethodOptions = {},
    ): void {
      const requestValidator =
        (api.node.tryFindChild('RequestValidator') as apigateway.RequestValidator | undefined) ??
        api.addRequestValidator('RequestValidator', { validateRequestBody: true, validateRequestParameters: true });
      api.root.resourceForPath(path).addMethod(httpMethod, integration, { requestValidator, ...options });
    }`,
};

export const gatewayRole: Helper = {
  name: 'gatewayRole',
  kind: 'method',
  imports,
  code: `
    /** The role by which an API calls one resource, and only that. */
    #gatewayRole(api: Construct, id: string, grant: (role: iam.IRole) => void): iam.IRole {
      const existing = api.node.tryFindChild(\`To\${id}\`) as iam.Role | undefined;
      if (existing) return existing;
      const role = new iam.Role(api, \`To\${id}\`, { assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com') });
      grant(role);
      return role;
    }`,
};

export const serviceRoute: Helper = {
  name: 'serviceRoute',
  kind: 'method',
  imports,
  code: `
    /**
     * Adds a method that hands the body straight to another service. Its refusals for lack of room, which come back as
     * 400, 403 or 503, reach the client as 429, and what else it refuses as 400.
     */
    #serviceRoute(
      api: apigateway.RestApi,
      httpMethod: string,
      path: string,
      target: Omit<apigateway.AwsIntegrationProps, 'options'>,
      request: {
        readonly role: iam.IRole;
        readonly contentType: string;
        readonly template: string;
        readonly answer?: string;
        readonly timeout?: Duration;
      },
      options: apigateway.MethodOptions = {},
    ): void {
      const words = ['Throttl', 'ThroughputExceeded', 'ServiceUnavailable'];
      const busy = words.map((word) => \`$input.body.contains("\${word}")\`).join(' || ');
      const unlessBusy = (otherwise: string) =>
        [
          \`#set($busy = \${busy})\`,
          '#if($busy)#set($context.responseOverride.status = 429)#end',
          \`{"message": "#if($busy)busy, try again#{else}\${otherwise}#end"}\`,
        ].join('');
      const json = (template: string) => ({ 'application/json': template });
      const integration = new apigateway.AwsIntegration({
        integrationHttpMethod: 'POST',
        ...target,
        options: {
          credentialsRole: request.role,
          timeout: request.timeout,
          passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
          requestParameters: { 'integration.request.header.Content-Type': \`'\${request.contentType}'\` },
          requestTemplates: json(request.template),
          integrationResponses: [
            { statusCode: '202', responseTemplates: json(request.answer ?? '{"requestId": "$context.requestId"}') },
            { statusCode: '400', selectionPattern: '4\\\\d{2}', responseTemplates: json(unlessBusy('refused')) },
            { statusCode: '502', selectionPattern: '5\\\\d{2}', responseTemplates: json(unlessBusy('failed')) },
          ],
        },
      });
      const methodResponses = ['202', '400', '429', '502'].map((statusCode) => ({ statusCode }));
      this.#route(api, httpMethod, path, integration, { methodResponses, ...options });
    }`,
};

export const serviceIntegration: Helper = {
  name: 'ServiceIntegration',
  kind: 'class',
  imports,
  code: `
    /** An HTTP API's integration with a service that the CDK has no class for, or none that knows of keys and groups. */
    class ServiceIntegration extends apigatewayv2.HttpRouteIntegration {
      constructor(
        id: string,
        private readonly subtype: apigatewayv2.HttpIntegrationSubtype,
        private readonly role: iam.IRole,
        private readonly parameters: Record<string, string>,
        private readonly timeout?: Duration,
      ) {
        super(id);
      }

      public override bind(): apigatewayv2.HttpRouteIntegrationConfig {
        const parameterMapping = new apigatewayv2.ParameterMapping();
        for (const [name, value] of Object.entries(this.parameters)) parameterMapping.custom(name, value);
        return {
          type: apigatewayv2.HttpIntegrationType.AWS_PROXY,
          subtype: this.subtype,
          payloadFormatVersion: apigatewayv2.PayloadFormatVersion.VERSION_1_0,
          credentials: apigatewayv2.IntegrationCredentials.fromRole(this.role),
          parameterMapping,
          timeout: this.timeout,
        };
      }
    }`,
};
