/**
 * Compares a template with the drawing that it was exported from: every connection has what makes it work in AWS, and
 * nothing is there that nobody drew. Written from AWS's documentation, without the exporter's code.
 */
import type { Connection, Graph, Resource } from '#shared/model/graph';
import { broadStatements, counts, MAIN_TYPES } from './inventory';
import { allows, mentions, same, statements } from './policies';
import type { Template, TemplateResource } from './synthesise';

type Properties = Readonly<Record<string, unknown>>;
/** Sentences on what is missing or too much; none for a faithful export. */
export function wiringFaults(
  graph: Graph,
  template: Template,
  constructIds: Readonly<Record<string, string>>,
): readonly string[] {
  const checker = new Checker(template, constructIds);
  return [
    ...graph.connections.flatMap((connection) => checker.connection(connection)),
    ...counts(graph, template),
    ...broadStatements(template),
  ];
}

class Checker {
  readonly #resources: readonly (TemplateResource & { readonly id: string })[];
  readonly #constructIds: Readonly<Record<string, string>>;

  constructor(template: Template, constructIds: Readonly<Record<string, string>>) {
    this.#resources = Object.entries(template.Resources).map(([id, resource]) => ({ id, ...resource }));
    this.#constructIds = constructIds;
  }

  connection(connection: Connection): readonly string[] {
    const { from, to, kind, config } = connection;
    const what = `${kind.id} ${from.resource.id} → ${to.resource.id}`;
    const need = (holds: boolean, missing: string): readonly string[] => (holds ? [] : [`${what}: ${missing}`]);
    switch (kind.id) {
      case 'sqs/redrive':
        return need(
          same(this.#main(from.resource).Properties?.['RedrivePolicy'], {
            deadLetterTargetArn: this.#arn(to.resource),
            maxReceiveCount: config['maxReceiveCount'],
          }),
          'no redrive policy',
        );
      case 'lambda/queue-event-source':
        return [
          ...need(
            this.#some(
              'AWS::Lambda::EventSourceMapping',
              (mapping) =>
                same(mapping['EventSourceArn'], this.#arn(from.resource)) &&
                same(mapping['FunctionName'], this.#callable(to.resource)) &&
                mapping['BatchSize'] === config['batchSize'] &&
                same(
                  mapping['FunctionResponseTypes'],
                  config['reportBatchItemFailures'] ? ['ReportBatchItemFailures'] : undefined,
                ) &&
                same(
                  (mapping['ScalingConfig'] as Properties | undefined)?.['MaximumConcurrency'],
                  config['maximumConcurrency'],
                ),
            ),
            'no event source mapping',
          ),
          ...need(this.#roleMay(to.resource, 'sqs:ReceiveMessage', this.#arn(from.resource)), 'may not receive'),
          ...need(this.#roleMay(to.resource, 'sqs:DeleteMessage', this.#arn(from.resource)), 'may not delete'),
        ];
      case 'lambda/stream-event-source':
        return [
          ...need(
            this.#some(
              'AWS::Lambda::EventSourceMapping',
              (mapping) =>
                (from.resource.service.id === 'dynamodb'
                  ? same(mapping['EventSourceArn'], this.#streamArn(from.resource))
                  : this.#readsFrom(mapping['EventSourceArn'], from.resource, config['enhancedFanOut'] === true)) &&
                same(mapping['FunctionName'], this.#callable(to.resource)) &&
                mapping['StartingPosition'] === config['startingPosition'] &&
                same(mapping['MaximumRetryAttempts'], config['maximumRetryAttempts']) &&
                same(mapping['MaximumRecordAgeInSeconds'], config['maximumRecordAge']),
            ),
            'no event source mapping',
          ),
          ...need(
            from.resource.service.id === 'dynamodb'
              ? this.#roleMay(to.resource, 'dynamodb:GetRecords', this.#streamArn(from.resource))
              : this.#roleMay(to.resource, 'kinesis:GetRecords', this.#arn(from.resource)),
            'may not read',
          ),
        ];
      case 'lambda/send-message':
        return this.#call(connection, 'sqs:SendMessage', this.#arn(to.resource), what);
      case 'lambda/publish':
        return this.#call(connection, 'sns:Publish', this.#ref(to.resource), what);
      case 'lambda/put-events':
        return this.#call(connection, 'events:PutEvents', this.#arn(to.resource), what);
      case 'lambda/on-failure-bus':
      case 'lambda/on-success-bus':
        return [
          ...need(this.#destination(connection, this.#arn(to.resource)), 'no destination'),
          ...need(this.#roleMay(from.resource, 'events:PutEvents', this.#arn(to.resource)), 'may not put events'),
        ];
      case 'eventbridge/function-target':
        return [
          ...need(this.#ruleTarget(connection, this.#callableArn(to.resource)), 'no rule'),
          ...need(this.#mayInvoke('events.amazonaws.com', to.resource), 'no permission'),
        ];
      case 'eventbridge/queue-target':
        return [
          ...need(this.#ruleTarget(connection, this.#arn(to.resource)), 'no rule'),
          ...need(this.#policyAllows('AWS::SQS::QueuePolicy', to.resource, 'sqs:SendMessage'), 'no queue policy'),
        ];
      case 'eventbridge/topic-target':
        return [
          ...need(this.#ruleTarget(connection, this.#ref(to.resource)), 'no rule'),
          ...need(this.#policyAllows('AWS::SNS::TopicPolicy', to.resource, 'sns:Publish'), 'no topic policy'),
        ];
      case 'eventbridge/stream-target':
        return [
          ...need(this.#ruleTarget(connection, this.#arn(to.resource)), 'no rule'),
          ...need(this.#ruleRoleMay(connection, 'kinesis:PutRecord', this.#arn(to.resource)), 'may not put records'),
        ];
      case 'eventbridge/bus-target':
        return [
          ...need(this.#ruleTarget(connection, this.#arn(to.resource)), 'no rule'),
          ...need(this.#ruleRoleMay(connection, 'events:PutEvents', this.#arn(to.resource)), 'may not put events'),
        ];
      case 'eventbridge/target-dead-letter':
        return [
          ...need(
            this.#someTarget(from.resource, (target) =>
              same(target['DeadLetterConfig'], { Arn: this.#arn(to.resource) }),
            ),
            'no dead-letter queue',
          ),
          ...need(this.#policyAllows('AWS::SQS::QueuePolicy', to.resource, 'sqs:SendMessage'), 'no queue policy'),
        ];
      case 'lambda/put-record':
        return this.#call(connection, 'kinesis:PutRecord', this.#arn(to.resource), what);
      case 'lambda/write-items':
        return this.#call(connection, 'dynamodb:PutItem', this.#arn(to.resource), what);
      case 'lambda/read-items':
        return this.#call(connection, 'dynamodb:GetItem', this.#arn(to.resource), what);
      case 'lambda/invoke':
      case 'lambda/invoke-async':
        return this.#call(connection, 'lambda:InvokeFunction', this.#callableArn(to.resource), what);
      case 'lambda/on-failure-queue':
      case 'lambda/on-success-queue':
        return [
          ...need(this.#destination(connection, this.#arn(to.resource)), 'no destination'),
          ...need(this.#roleMay(from.resource, 'sqs:SendMessage', this.#arn(to.resource)), 'may not send'),
        ];
      case 'lambda/on-failure-topic':
      case 'lambda/on-success-topic':
        return [
          ...need(this.#destination(connection, this.#ref(to.resource)), 'no destination'),
          ...need(this.#roleMay(from.resource, 'sns:Publish', this.#ref(to.resource)), 'may not publish'),
        ];
      case 'lambda/on-failure-function':
      case 'lambda/on-success-function':
        return [
          ...need(this.#destination(connection, this.#callableArn(to.resource)), 'no destination'),
          ...need(
            this.#roleMay(from.resource, 'lambda:InvokeFunction', this.#callableArn(to.resource)),
            'may not invoke',
          ),
        ];
      case 'lambda/stream-on-failure-queue':
      case 'lambda/stream-on-failure-topic': {
        const target = to.contract === 'publish' ? this.#ref(to.resource) : this.#arn(to.resource);
        return [
          ...need(
            this.#some(
              'AWS::Lambda::EventSourceMapping',
              (mapping) =>
                same(mapping['FunctionName'], this.#callable(from.resource)) &&
                same(mapping['DestinationConfig'], { OnFailure: { Destination: target } }),
            ),
            'no destination',
          ),
          ...need(
            this.#roleMay(from.resource, to.contract === 'publish' ? 'sns:Publish' : 'sqs:SendMessage', target),
            'may not send',
          ),
        ];
      }
      case 'sns/queue-subscription':
        return [
          ...need(this.#subscription(connection, 'sqs', this.#arn(to.resource)), 'no subscription'),
          ...need(this.#queueAllows(to.resource, from.resource), 'no queue policy'),
        ];
      case 'sns/function-subscription':
        return [
          ...need(this.#subscription(connection, 'lambda', this.#callableArn(to.resource)), 'no subscription'),
          ...need(this.#mayInvoke('sns.amazonaws.com', to.resource), 'no permission'),
        ];
      case 'sns/subscription-dead-letter':
        return [
          ...need(
            this.#some(
              'AWS::SNS::Subscription',
              (subscription) =>
                same(subscription['TopicArn'], this.#ref(from.resource)) &&
                same(subscription['RedrivePolicy'], { deadLetterTargetArn: this.#arn(to.resource) }),
            ),
            'no redrive policy',
          ),
          ...need(this.#queueAllows(to.resource, from.resource), 'no queue policy'),
        ];
      case 'api-gateway/lambda-proxy':
      case 'api-gateway/lambda-async':
        return [
          ...need(this.#integrates(connection), 'no integration'),
          ...need(this.#mayInvoke('apigateway.amazonaws.com', to.resource), 'no permission'),
        ];
      case 'api-gateway/sqs-integration':
        return this.#service(connection, 'sqs:SendMessage', this.#arn(to.resource), what);
      case 'api-gateway/sns-integration':
        return this.#service(connection, 'sns:Publish', this.#ref(to.resource), what);
      case 'api-gateway/eventbridge-integration':
        return this.#service(connection, 'events:PutEvents', this.#arn(to.resource), what);
      case 'api-gateway/kinesis-integration':
        return this.#service(connection, 'kinesis:PutRecord', this.#arn(to.resource), what);
      case 'api-gateway/dynamodb-integration':
        return this.#service(connection, 'dynamodb:PutItem', this.#arn(to.resource), what);
      case 'client/http-request':
        return config['usagePlan'] === true
          ? need(
              this.#some(
                'AWS::ApiGateway::UsagePlan',
                (plan) =>
                  mentions(plan['ApiStages'], this.#main(to.resource).id) &&
                  same((plan['Throttle'] as Properties | undefined)?.['RateLimit'], config['planRate']),
              ) &&
                this.#some(
                  'AWS::ApiGateway::Method',
                  (method) => method['ApiKeyRequired'] === true && same(method['RestApiId'], this.#ref(to.resource)),
                ),
              'no usage plan',
            )
          : [];
      case 'client/send-message':
        return this.#client(connection, 'sqs:SendMessage', this.#arn(to.resource), what);
      case 'client/publish':
        return this.#client(connection, 'sns:Publish', this.#ref(to.resource), what);
      case 'client/put-record':
        return this.#client(connection, 'kinesis:PutRecord', this.#arn(to.resource), what);
      case 'client/write-items':
        return this.#client(connection, 'dynamodb:PutItem', this.#arn(to.resource), what);
      case 'client/read-items':
        return this.#client(connection, 'dynamodb:GetItem', this.#arn(to.resource), what);
      case 'client/put-events':
        return this.#client(connection, 'events:PutEvents', this.#arn(to.resource), what);
      case 'client/function-url':
        return this.#functionUrl(connection, what);
      case 'client/invoke':
      case 'client/invoke-async':
        return this.#client(connection, 'lambda:InvokeFunction', this.#callableArn(to.resource), what);
      default:
        return [`${what}: this checker does not know the kind`];
    }
  }

  #main(resource: Resource): TemplateResource & { readonly id: string } {
    const types = MAIN_TYPES[resource.service.id] ?? [];
    const found = this.#under(resource).find(({ Type }) => types.includes(Type));
    if (!found) throw new Error(`nothing in the template for ${resource.id}`);
    return found;
  }

  /** Everything in the scope of a resource. */
  #under({ id }: Resource) {
    const construct = this.#constructIds[id] ?? '';
    return this.#resources.filter(({ Metadata }) => Metadata?.['aws:cdk:path']?.split('/')[1] === construct);
  }

  #ref = (resource: Resource): unknown => ({ Ref: this.#main(resource).id });
  #arn = (resource: Resource): unknown => ({ 'Fn::GetAtt': [this.#main(resource).id, 'Arn'] });
  #streamArn = (resource: Resource): unknown => ({ 'Fn::GetAtt': [this.#main(resource).id, 'StreamArn'] });
  #alias = (resource: Resource) => this.#under(resource).find(({ Type }) => Type === 'AWS::Lambda::Alias');

  /** What callers call: the alias where there is one. */
  #callable = (resource: Resource): unknown => {
    const alias = this.#alias(resource);
    return alias
      ? { 'Fn::Join': ['', [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: alias.id }] }] }, ':live']] }
      : this.#ref(resource);
  };
  #callableArn = (resource: Resource): unknown => {
    const alias = this.#alias(resource);
    return alias ? { Ref: alias.id } : this.#arn(resource);
  };

  #some(type: string, holds: (properties: Properties) => boolean): boolean {
    return this.#resources.some(({ Type, Properties = {} }) => Type === type && holds(Properties));
  }

  #readsFrom(source: unknown, stream: Resource, byFanOut: boolean): boolean {
    if (!byFanOut) return same(source, this.#arn(stream));
    return this.#resources.some(
      ({ id, Type, Properties = {} }) =>
        Type === 'AWS::Kinesis::StreamConsumer' &&
        same(Properties['StreamARN'], this.#arn(stream)) &&
        mentions(source, id),
    );
  }

  /** Policies attached to the role of a function. */
  #roleMay(fn: Resource, action: string, on: unknown): boolean {
    const role = this.#under(fn).find(({ Type }) => Type === 'AWS::IAM::Role');
    return role !== undefined && this.#attachedMay(role.id, action, on);
  }

  #attachedMay(roleId: string, action: string, on: unknown): boolean {
    return this.#some(
      'AWS::IAM::Policy',
      (policy) => mentions(policy['Roles'], roleId) && allows(policy['PolicyDocument'], action, on),
    );
  }

  #call({ from, to }: Connection, action: string, on: unknown, what: string): readonly string[] {
    const variables =
      (this.#main(from.resource).Properties?.['Environment'] as { Variables?: Properties } | undefined)?.Variables ??
      {};
    const isItself = from.resource.id === to.resource.id;
    const name = this.#main(to.resource).Properties?.['FunctionName'];
    const isTold = Object.values(variables).some(
      (value) =>
        mentions(value, this.#main(to.resource).id) ||
        (this.#alias(to.resource) !== undefined && mentions(value, this.#alias(to.resource)?.id ?? '')) ||
        (name !== undefined && same(value, name)),
    );
    return [
      ...(this.#roleMay(from.resource, action, on) ? [] : [`${what}: may not ${action}`]),
      ...(isTold || isItself ? [] : [`${what}: the code is not told where`]),
    ];
  }

  #destination({ from, kind }: Connection, target: unknown): boolean {
    const condition = kind.role === 'failure' ? 'OnFailure' : 'OnSuccess';
    const alias = this.#alias(from.resource);
    return this.#some(
      'AWS::Lambda::EventInvokeConfig',
      (config) =>
        same(config['FunctionName'], this.#ref(from.resource)) &&
        same(
          config['Qualifier'],
          alias ? { 'Fn::Select': [7, { 'Fn::Split': [':', { Ref: alias.id }] }] } : '$LATEST',
        ) &&
        same((config['DestinationConfig'] as Properties | undefined)?.[condition], { Destination: target }),
    );
  }

  #subscription({ from, config }: Connection, protocol: string, endpoint: unknown): boolean {
    const policy =
      typeof config['filterPolicy'] === 'string' && config['filterPolicy'] !== ''
        ? (JSON.parse(config['filterPolicy']) as unknown)
        : undefined;
    return this.#some(
      'AWS::SNS::Subscription',
      (subscription) =>
        same(subscription['TopicArn'], this.#ref(from.resource)) &&
        subscription['Protocol'] === protocol &&
        same(subscription['Endpoint'], endpoint) &&
        (subscription['RawMessageDelivery'] ?? false) === (config['rawDelivery'] ?? false) &&
        same(subscription['FilterPolicy'], policy),
    );
  }

  #queueAllows(queue: Resource, topic: Resource): boolean {
    return this.#some(
      'AWS::SQS::QueuePolicy',
      (policy) =>
        mentions(policy['Queues'], this.#main(queue).id) &&
        statements(policy['PolicyDocument']).some(
          (statement) =>
            [statement.Action].flat().includes('sqs:SendMessage') &&
            same(statement.Principal, { Service: 'sns.amazonaws.com' }) &&
            mentions(statement.Condition, this.#main(topic).id),
        ),
    );
  }

  /** A target of some rule of the bus. */
  #someTarget(bus: Resource, holds: (target: Properties, rule: Properties) => boolean): boolean {
    return this.#some(
      'AWS::Events::Rule',
      (rule) =>
        same(rule['EventBusName'], this.#ref(bus)) &&
        (rule['Targets'] as readonly Properties[]).some((target) => holds(target, rule)),
    );
  }

  /** The pattern, the retries and the group are those of the drawing. */
  #ruleTarget({ from, to, config }: Connection, arn: unknown): boolean {
    const pattern =
      config['pattern'] === '' ? { source: [{ prefix: '' }] } : (JSON.parse(String(config['pattern'])) as unknown);
    const retries = {
      ...(config['maximumEventAge'] === 86_400 ? {} : { MaximumEventAgeInSeconds: config['maximumEventAge'] }),
      ...(config['retryAttempts'] === 185 ? {} : { MaximumRetryAttempts: config['retryAttempts'] }),
    };
    const group = to.resource.config['type'] === 'fifo' ? { MessageGroupId: config['messageGroup'] } : undefined;
    return this.#someTarget(
      from.resource,
      (target, rule) =>
        same(target['Arn'], arn) &&
        same(rule['EventPattern'], pattern) &&
        same(target['SqsParameters'], group) &&
        (config['retryAttempts'] === undefined || same(target['RetryPolicy'] ?? {}, retries)),
    );
  }

  #ruleRoleMay({ from }: Connection, action: string, on: unknown): boolean {
    return this.#someTarget(from.resource, (target) => {
      const [roleId] = (target['RoleArn'] as { 'Fn::GetAtt'?: readonly string[] } | undefined)?.['Fn::GetAtt'] ?? [];
      return roleId !== undefined && this.#attachedMay(roleId, action, on);
    });
  }

  #policyAllows(type: string, receiver: Resource, action: string): boolean {
    return this.#some(
      type,
      (policy) =>
        mentions(policy['Queues'] ?? policy['Topics'], this.#main(receiver).id) &&
        statements(policy['PolicyDocument']).some(
          (statement) =>
            [statement.Action].flat().includes(action) &&
            same(statement.Principal, { Service: 'events.amazonaws.com' }),
        ),
    );
  }

  #mayInvoke(principal: string, fn: Resource): boolean {
    return this.#some(
      'AWS::Lambda::Permission',
      (permission) => permission['Principal'] === principal && same(permission['FunctionName'], this.#callableArn(fn)),
    );
  }

  #integrates({ from, to, config }: Connection): boolean {
    const target = this.#alias(to.resource)?.id ?? this.#main(to.resource).id;
    return (
      this.#some(
        'AWS::ApiGateway::Method',
        (method) =>
          same(method['RestApiId'], this.#ref(from.resource)) &&
          method['HttpMethod'] === config['method'] &&
          mentions(method['Integration'], target),
      ) ||
      this.#resources.some(
        ({ id, Type, Properties = {} }) =>
          Type === 'AWS::ApiGatewayV2::Integration' &&
          same(Properties['ApiId'], this.#ref(from.resource)) &&
          mentions(Properties, target) &&
          this.#some(
            'AWS::ApiGatewayV2::Route',
            (route) => mentions(route['Target'], id) && String(route['RouteKey']).startsWith(String(config['method'])),
          ),
      )
    );
  }

  #service(connection: Connection, action: string, on: unknown, what: string): readonly string[] {
    const roles = this.#under(connection.from.resource).filter(
      ({ Type, Properties }) =>
        Type === 'AWS::IAM::Role' && mentions(Properties?.['AssumeRolePolicyDocument'], 'apigateway.amazonaws.com'),
    );
    return [
      ...(this.#integrates(connection) ? [] : [`${what}: no integration`]),
      ...(roles.some(({ id }) => this.#attachedMay(id, action, on)) ? [] : [`${what}: no role that may ${action}`]),
    ];
  }

  /** Its own URL; whoever signs may call it through the URL and only so, or anyone may. */
  #functionUrl(connection: Connection, what: string): readonly string[] {
    const { to } = connection;
    const authorization = to.resource.config['urlAuthorization'];
    const target = this.#alias(to.resource)?.id ?? this.#main(to.resource).id;
    const hasUrl = this.#some(
      'AWS::Lambda::Url',
      (url) => url['AuthType'] === authorization && mentions(url['TargetFunctionArn'], this.#main(to.resource).id),
    );
    if (!hasUrl) return [`${what}: no URL with ${String(authorization)}`];
    if (authorization === 'AWS_IAM') {
      return ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'].flatMap((action) =>
        this.#client(connection, action, this.#callableArn(to.resource), what),
      );
    }
    const isOpen = this.#some(
      'AWS::Lambda::Permission',
      (permission) =>
        permission['Principal'] === '*' &&
        permission['FunctionUrlAuthType'] === 'NONE' &&
        mentions(permission['FunctionName'], target),
    );
    return isOpen ? [] : [`${what}: not everybody may call it`];
  }

  #client({ from }: Connection, action: string, on: unknown, what: string): readonly string[] {
    return allows(this.#main(from.resource).Properties?.['PolicyDocument'], action, on)
      ? []
      : [`${what}: the policy does not allow ${action}`];
  }
}
