/** Code of a function that a subscription invokes: one notification an event, asynchronously. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';

export function notificationHandler(
  connections: readonly Connection[],
  work: WorkCode,
  language: Language,
): HandlerCode {
  const topics = connections.map(({ from }) => from.resource.name).join(', ');
  return language === 'typescript' ? typescript(topics, work) : python(topics, work);
}

const duplicates = (isIdempotent: boolean): string =>
  isIdempotent
    ? 'A notification may come twice: keep this code idempotent, by its MessageId for example.'
    : 'A notification may come twice, and the drawing does not call this function idempotent: it will then be done twice.';

function typescript(topics: string, { calls, isIdempotent }: WorkCode): HandlerCode {
  return {
    imports: { types: { 'aws-lambda': ['SNSEvent'] } },
    name: 'handleNotification',
    eventType: 'SNSEvent',
    guard: "event.Records?.[0]?.EventSource === 'aws:sns'",
    declarations: `
/**
 * Notifications of ${topics}. Lambda invokes asynchronously: throw to have it tried twice more, after one and two
 * minutes. ${duplicates(isIdempotent)}
 */
async function handleNotification(event: SNSEvent): Promise<void> {
  for (const { Sns: notification } of event.Records) {
    const message: unknown = JSON.parse(notification.Message);
    console.info({ messageId: notification.MessageId });
    ${calls}
  }
}`,
  };
}

function python(topics: string, { calls, isIdempotent }: WorkCode): HandlerCode {
  return {
    imports: { names: { json: [] } },
    name: 'handle_notification',
    eventType: '',
    guard: 'source_of(event) == "aws:sns"',
    declarations: `
def handle_notification(event, context):
    """Notifications of ${topics}.

    Lambda invokes asynchronously: raise to have it tried twice more, after one and two minutes.
    ${duplicates(isIdempotent)}
    """
    for record in event["Records"]:
        message = json.loads(record["Sns"]["Message"])
        logger.info("message %s", record["Sns"]["MessageId"])
${indented(calls, 8)}
`,
  };
}
