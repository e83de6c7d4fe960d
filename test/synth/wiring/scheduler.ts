/** What schedules and their targets need in a template. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same, statements } from '../policies';
import { need, type Properties, type TemplateReader, type Wiring } from './reader';

export const scheduler: Wiring = {
  'scheduler/function-target': (connection, template) =>
    schedule(template, connection, 'lambda:InvokeFunction', template.callableArn(connection.to.resource)),
  'scheduler/queue-target': (connection, template) =>
    schedule(template, connection, 'sqs:SendMessage', template.arn(connection.to.resource)),
  'scheduler/topic-target': (connection, template) =>
    schedule(template, connection, 'sns:Publish', template.ref(connection.to.resource)),
  'scheduler/stream-target': (connection, template) =>
    schedule(template, connection, 'kinesis:PutRecord', template.arn(connection.to.resource)),
  'scheduler/delivery-stream-target': (connection, template) =>
    schedule(template, connection, 'firehose:PutRecord', template.arn(connection.to.resource)),
  'scheduler/bus-target': (connection, template) =>
    schedule(template, connection, 'events:PutEvents', template.arn(connection.to.resource)),
  'scheduler/workflow-target': (connection, template) =>
    schedule(template, connection, 'states:StartExecution', template.ref(connection.to.resource)),
  'scheduler/run-target': ({ from, to, config }, template) => {
    const found = template.resources.filter(({ Type, Properties = {} }) => {
      const target = Properties['Target'] as Properties | undefined;
      return (
        Type === 'AWS::Scheduler::Schedule' &&
        Properties['GroupName'] === template.main(from.resource).Properties?.['Name'] &&
        JSON.stringify(target?.['Arn'] ?? '').includes('aws-sdk:appflow:startFlow') &&
        same(JSON.parse(String(target?.['Input'])), { FlowName: template.mention(to.resource) })
      );
    });
    const target = found[0]?.Properties?.['Target'] as Properties | undefined;
    return [
      ...need(found.length > 0, 'no schedule'),
      ...need(
        (target?.['RetryPolicy'] as Properties | undefined)?.['MaximumRetryAttempts'] === config['retryAttempts'],
        'other retries',
      ),
      ...need(
        template.attachedMay(roleIdOf(target ?? {}) ?? '', 'appflow:StartFlow', template.flowArn(to.resource)),
        'a role that may not start it',
      ),
    ];
  },
  'scheduler/target-dead-letter': ({ from, to }, template) =>
    need(
      template.some('AWS::Scheduler::Schedule', ({ GroupName, Target }) => {
        const target = Target as Properties;
        return (
          GroupName === template.main(from.resource).Properties?.['Name'] &&
          same(target['DeadLetterConfig'], { Arn: template.arn(to.resource) }) &&
          template.attachedMay(roleIdOf(target) ?? '', 'sqs:SendMessage', template.arn(to.resource))
        );
      }),
      'no dead-letter queue that the schedule may send to',
    ),
};

/** Logical id of the role of a schedule's target. */
function roleIdOf(target: Properties): string | undefined {
  return (target['RoleArn'] as { 'Fn::GetAtt'?: readonly string[] } | undefined)?.['Fn::GetAtt']?.[0];
}

/** One schedule of the group at the drawn times, with the drawn input and retries, whose role may do this. */
function schedule(
  template: TemplateReader,
  { from, to, config }: Connection,
  action: string,
  arn: unknown,
): readonly string[] {
  const found = template.resources.filter(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::Scheduler::Schedule' &&
      Properties['GroupName'] === template.main(from.resource).Properties?.['Name'] &&
      same((Properties['Target'] as Properties)['Arn'], arn),
  );
  const [only] = found;
  if (!only || found.length > 1) return [`${found.length} schedules`];
  const { Properties: properties = {} } = only;
  const target = properties['Target'] as Properties;
  const own = config['input'] === '' ? {} : (JSON.parse(String(config['input'])) as object);
  const input = {
    ...own,
    scheduleArn: '<aws.scheduler.schedule-arn>',
    scheduledTime: '<aws.scheduler.scheduled-time>',
  };
  const retries = {
    MaximumEventAgeInSeconds: config['maximumEventAge'],
    MaximumRetryAttempts: config['retryAttempts'],
  };
  const isOrdered = to.contract === 'enqueue' && to.resource.config['type'] === 'fifo';
  const group = isOrdered ? { MessageGroupId: config['messageGroup'] } : {};
  const event = 'detailType' in config ? { Source: config['source'], DetailType: config['detailType'] } : undefined;
  const key = 'partitionKey' in config ? { PartitionKey: config['partitionKey'] } : undefined;
  return [
    ...need(isAtTimes(properties, from.resource), 'other times'),
    ...need(same(JSON.parse(String(target['Input'])), input), 'another input'),
    ...need(same(target['RetryPolicy'], retries), 'other retries'),
    ...need(same(target['SqsParameters'] ?? {}, group), 'another message group'),
    ...need(same(target['EventBridgeParameters'], event), 'another event'),
    ...need(same(target['KinesisParameters'], key), 'another partition key'),
    ...need(template.attachedMay(roleIdOf(target) ?? '', action, arn), `a role that may not ${action}`),
    ...need(isForTheGroup(template, roleIdOf(target), from.resource), 'a role that other schedules may take'),
  ];
}

function isAtTimes(properties: Properties, { config }: Resource): boolean {
  const { schedule: kind, every, cron, at, timeZone, flexibleWindow } = config;
  const said = String(properties['ScheduleExpression']);
  const isTimed =
    kind === 'rate'
      ? secondsOf(said) === every
      : said === (kind === 'cron' ? `cron(${String(cron)})` : `at(${String(at)})`);
  const zone = kind === 'rate' || timeZone === 'UTC' ? 'Etc/UTC' : timeZone;
  const window =
    flexibleWindow === 0
      ? { Mode: 'OFF' }
      : { Mode: 'FLEXIBLE', MaximumWindowInMinutes: Math.ceil(Number(flexibleWindow) / 60) };
  return isTimed && properties['ScheduleExpressionTimezone'] === zone && same(properties['FlexibleTimeWindow'], window);
}

/** `rate(5 minutes)`. */
function secondsOf(expression: string): number | undefined {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  return Number(count) * ({ minute: 60, hour: 3600, day: 86_400 }[unit] ?? Number.NaN);
}

/** Only schedules of the group may take the role. */
function isForTheGroup(template: TemplateReader, roleId: string | undefined, group: Resource): boolean {
  const role = template.resources.find(({ id }) => id === roleId);
  const trusted = statements(role?.Properties?.['AssumeRolePolicyDocument']);
  return (
    trusted.length > 0 &&
    trusted.every(
      ({ Principal, Condition }) =>
        same(Principal, { Service: 'scheduler.amazonaws.com' }) && mentions(Condition, template.main(group).id),
    )
  );
}
