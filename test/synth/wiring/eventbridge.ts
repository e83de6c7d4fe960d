/** What rules and their targets need in a template. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same, statements } from '../policies';
import { type Check, knownBus, need, type Properties, type TemplateReader, type Wiring } from './reader';

const rules: Wiring = {
  'eventbridge/function-target': (connection, template) => {
    const { to } = connection;
    return [
      ...need(ruleTarget(template, connection, template.callableArn(to.resource)), 'no rule'),
      ...need(template.mayInvoke('events.amazonaws.com', to.resource), 'no permission'),
    ];
  },
  'eventbridge/queue-target': (connection, template) => {
    const { to } = connection;
    return [
      ...need(ruleTarget(template, connection, template.arn(to.resource)), 'no rule'),
      ...need(policyAllows(template, 'AWS::SQS::QueuePolicy', to.resource, 'sqs:SendMessage'), 'no queue policy'),
    ];
  },
  'eventbridge/topic-target': (connection, template) => {
    const { to } = connection;
    return [
      ...need(ruleTarget(template, connection, template.ref(to.resource)), 'no rule'),
      ...need(policyAllows(template, 'AWS::SNS::TopicPolicy', to.resource, 'sns:Publish'), 'no topic policy'),
    ];
  },
  'eventbridge/stream-target': (connection, template) => {
    const { to } = connection;
    return [
      ...need(ruleTarget(template, connection, template.arn(to.resource)), 'no rule'),
      ...need(ruleRoleMay(template, connection, 'kinesis:PutRecord', template.arn(to.resource)), 'may not put records'),
    ];
  },
  'eventbridge/delivery-stream-target': (connection, template) => {
    const arn = template.arn(connection.to.resource);
    return [
      ...need(ruleTarget(template, connection, arn), 'no rule'),
      ...need(ruleRoleMay(template, connection, 'firehose:PutRecord', arn), 'may not put records'),
    ];
  },
  'eventbridge/bus-target': (connection, template) => {
    const { to } = connection;
    return [
      ...need(ruleTarget(template, connection, template.arn(to.resource)), 'no rule'),
      ...need(ruleRoleMay(template, connection, 'events:PutEvents', template.arn(to.resource)), 'may not put events'),
    ];
  },
  'eventbridge/workflow-target': (connection, template) => {
    const arn = template.ref(connection.to.resource);
    return [
      ...need(ruleTarget(template, connection, arn), 'no rule'),
      ...need(ruleRoleMay(template, connection, 'states:StartExecution', arn), 'may not start executions'),
    ];
  },
  'eventbridge/api-destination': (connection, template) => {
    const { from, to, config } = connection;
    const destination = template
      .under(from.resource)
      .find(
        ({ Type, Properties = {} }) =>
          Type === 'AWS::Events::ApiDestination' &&
          Properties['InvocationEndpoint'] === to.resource.config['url'] &&
          Properties['InvocationRateLimitPerSecond'] === config['invocationRate'],
      );
    const arn = { 'Fn::GetAtt': [destination?.id, 'Arn'] };
    const key = template.resources.find(
      ({ id, Type, Properties = {} }) =>
        Type === 'AWS::Events::Connection' &&
        mentions(destination?.Properties?.['ConnectionArn'], id) &&
        mentions(Properties['AuthParameters'], config['keyHeader'] as string) &&
        JSON.stringify(Properties['AuthParameters']).includes('{{resolve:secretsmanager:'),
    );
    return [
      ...need(destination !== undefined, 'no API destination at its rate'),
      ...need(key !== undefined, 'no connection whose key comes from a secret'),
      ...need(ruleTarget(template, connection, arn), 'no rule'),
      ...need(ruleRoleMay(template, connection, 'events:InvokeApiDestination', arn), 'may not call it'),
    ];
  },
  'eventbridge/target-dead-letter': (connection, template) => {
    const { from, to } = connection;
    return [
      ...need(
        someTarget(template, from.resource, (target) =>
          same(target['DeadLetterConfig'], { Arn: template.arn(to.resource) }),
        ),
        'no dead-letter queue',
      ),
      ...need(policyAllows(template, 'AWS::SQS::QueuePolicy', to.resource, 'sqs:SendMessage'), 'no queue policy'),
    ];
  },
};

export const eventbridge: Wiring = Object.fromEntries(
  Object.entries(rules).map(([kind, check]): [string, Check] => [
    kind,
    (connection, template) => [...check(connection, template), ...unwatchedRules(template, connection.from.resource)],
  ]),
);

/** A target of some rule of the bus. */
function someTarget(
  template: TemplateReader,
  bus: Resource,
  holds: (target: Properties, rule: Properties) => boolean,
): boolean {
  return template.some(
    'AWS::Events::Rule',
    (rule) =>
      same(rule['EventBusName'], knownBus(bus) ?? template.ref(bus)) &&
      (rule['Targets'] as readonly Properties[]).some((target) => holds(target, rule)),
  );
}

/** The pattern, the retries and the group are those of the drawing. */
function ruleTarget(template: TemplateReader, { from, to, config }: Connection, arn: unknown): boolean {
  const pattern =
    config['pattern'] === '' ? { source: [{ prefix: '' }] } : (JSON.parse(String(config['pattern'])) as unknown);
  const retries = {
    ...(config['maximumEventAge'] === 86_400 ? {} : { MaximumEventAgeInSeconds: config['maximumEventAge'] }),
    ...(config['retryAttempts'] === 185 ? {} : { MaximumRetryAttempts: config['retryAttempts'] }),
  };
  const isGrouped = ['fifo', 'fair'].includes(String(to.resource.config['type'])) && to.contract === 'enqueue';
  const group = isGrouped ? { MessageGroupId: config['messageGroup'] } : undefined;
  return someTarget(
    template,
    from.resource,
    (target, rule) =>
      same(target['Arn'], arn) &&
      same(rule['EventPattern'], pattern) &&
      same(target['SqsParameters'], group) &&
      (config['retryAttempts'] === undefined || same(target['RetryPolicy'] ?? {}, retries)),
  );
}

/** Each rule of the bus has an alarm on its failed deliveries, under the name that CloudWatch knows it by. */
function unwatchedRules(template: TemplateReader, bus: Resource): readonly string[] {
  const watched = template.resources
    .filter(
      ({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && Properties?.['MetricName'] === 'FailedInvocations',
    )
    .map(({ Properties }) => {
      const dimensions = (Properties?.['Dimensions'] ?? []) as readonly {
        readonly Name: string;
        readonly Value: Selected;
      }[];
      const [index, { 'Fn::Split': split } = {}] =
        dimensions.find(({ Name }) => Name === 'RuleName')?.Value['Fn::Select'] ?? [];
      const [separator = '', { 'Fn::GetAtt': [rule = ''] = [] } = {}] = split ?? [];
      const namesBus = dimensions.some(({ Name }) => Name === 'EventBusName');
      return { rule, name: ruleArn(bus).split(separator)[Number(index)], namesBus };
    });
  return template
    .under(bus)
    .filter(({ Type }) => Type === 'AWS::Events::Rule')
    .flatMap(({ id }) =>
      need(
        watched.some(
          ({ rule, name, namesBus }) =>
            rule === id && name === 'the-rule' && namesBus === (bus.config['bus'] !== 'default'),
        ),
        `no alarm on ${id} by its name and, unless it is of the default bus, that of its bus`,
      ),
    );
}

interface Selected {
  readonly 'Fn::Select'?: readonly [
    number | string,
    { readonly 'Fn::Split'?: readonly [string, { readonly 'Fn::GetAtt'?: readonly string[] }] },
  ];
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html, 2026-11-23. */
function ruleArn({ config }: Resource): string {
  const bus = config['bus'] === 'partner' ? String(config['partnerSource']) : 'the-bus';
  const path = config['bus'] === 'default' ? 'the-rule' : `${bus}/the-rule`;
  return `arn:aws:events:eu-west-1:123456789012:rule/${path}`;
}

function ruleRoleMay(template: TemplateReader, { from }: Connection, action: string, on: unknown): boolean {
  return someTarget(template, from.resource, (target) => {
    const [roleId] = (target['RoleArn'] as { 'Fn::GetAtt'?: readonly string[] } | undefined)?.['Fn::GetAtt'] ?? [];
    return roleId !== undefined && template.attachedMay(roleId, action, on);
  });
}

function policyAllows(template: TemplateReader, type: string, receiver: Resource, action: string): boolean {
  return template.some(
    type,
    (policy) =>
      mentions(policy['Queues'] ?? policy['Topics'], template.main(receiver).id) &&
      statements(policy['PolicyDocument']).some(
        (statement) =>
          [statement.Action].flat().includes(action) && same(statement.Principal, { Service: 'events.amazonaws.com' }),
      ),
  );
}
