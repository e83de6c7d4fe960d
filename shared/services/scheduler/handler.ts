/** Code of a function that a schedule invokes: one time that it was due, asynchronously. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { onRepeats, workCode } from '#shared/model/repeated-work';

export function scheduleHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const schedules = connections.map(({ from }) => from.resource.name).join(', ');
  return language === 'typescript' ? typescript(schedules, work) : python(schedules, work);
}

function typescript(schedules: string, work: WorkCode): HandlerCode {
  return {
    imports: {},
    name: 'handleSchedule',
    eventType: 'ScheduledInput',
    guard: "'scheduledTime' in event",
    declarations: `
/** The input of a schedule; EventBridge Scheduler fills in which one and for which time. */
interface ScheduledInput {
  readonly scheduleArn: string;
  readonly scheduledTime: string;
  readonly [name: string]: unknown;
}

/**
 * What is due by ${schedules}. Lambda invokes asynchronously: throw to have it tried twice more, after one and two
 * minutes. ${onRepeats('A time', work, ', by the schedule and the time for example')}
 */
async function handleSchedule(event: ScheduledInput): Promise<void> {
  const message: unknown = event;
  console.info({ schedule: event.scheduleArn, due: event.scheduledTime });
  ${workCode(work, '`${event.scheduleArn} ${event.scheduledTime}`')}
}`,
  };
}

function python(schedules: string, work: WorkCode): HandlerCode {
  return {
    imports: {},
    name: 'handle_schedule',
    eventType: '',
    guard: '"scheduledTime" in event',
    declarations: `
def handle_schedule(event, context):
    """What is due by ${schedules}.

    Lambda invokes asynchronously: raise to have it tried twice more, after one and two minutes.
    ${onRepeats('A time', work, ', by the schedule and the time for example')}
    """
    message = event
    logger.info("schedule %s due at %s", event["scheduleArn"], event["scheduledTime"])
${indented(workCode(work, "f\"{event['scheduleArn']} {event['scheduledTime']}\""), 4)}
`,
  };
}
