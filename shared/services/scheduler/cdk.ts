import type { EmitContext, ResourceCode } from '#shared/model/cdk';
import { lasting, minutely, once } from '#shared/model/cdk-helpers';
import { object, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import { short } from '#shared/model/wording';
import type { ScheduleConfig } from './config';
import { targetsOf } from './targets';

/** The schedules of one card are a group: AWS keeps their metrics, and who may make more of them, by group. */
export function cdk(schedules: Resource<ScheduleConfig>, context: EmitContext): ResourceCode {
  const { name, config } = schedules;
  const member = `design.${context.member(schedules)}`;
  const targets = targetsOf(schedules).map(({ to }) => to.resource.name);
  return {
    imports: { scheduler: 'aws-cdk-lib/aws-scheduler' },
    type: 'scheduler.ScheduleGroup',
    create: (properties) =>
      `new scheduler.ScheduleGroup(this, ${quote(context.constructId(schedules))}, ${object(properties)})`,
    // Its schedules leave with the stack, and are made anew from the drawing.
    properties: { removalPolicy: 'RemovalPolicy.DESTROY' },
    alarms:
      targets.length === 0
        ? []
        : [
            once(
              'Dropped',
              minutely(`${member}.metricDropped`, 'SUM'),
              `EventBridge Scheduler gave up an invocation of ${name} for ${targets.join(', ')}: the target is gone, refuses the role or failed to the last retry.`,
            ),
            lasting(
              'Late',
              minutely(`${member}.metricThrottled`, 'SUM'),
              'at least',
              1,
              `More invocations are due than the account’s quota lets through: those of ${name} come late.`,
            ),
          ],
    widgets: [
      {
        title: name,
        left: [minutely(`${member}.metricAttempts`, 'SUM')],
        right: [minutely(`${member}.metricTargetErrors`, 'SUM'), minutely(`${member}.metricTargetThrottled`, 'SUM')],
      },
    ],
    notes:
      config.schedules > 1 && targets.length > 0
        ? [
            `The drawing counts on ${short(config.schedules)} schedules in ${name}; the exported app makes one as the model: your code makes the others with CreateSchedule, in the same group and with the same role${config.schedule === 'once' ? ', and lets AWS delete them after completion' : ''}.`,
          ]
        : [],
  };
}
