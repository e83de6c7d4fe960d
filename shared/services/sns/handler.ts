/** Code of a function that a subscription invokes: one notification an event, asynchronously. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { isIdentified, onRepeats, workCode } from '#shared/model/repeated-work';
import { bucketMessages, carriesTestEvents, TEST_EVENT } from '#shared/model/test-event';

export function notificationHandler(
  connections: readonly Connection[],
  work: WorkCode,
  language: Language,
): HandlerCode {
  const topics = connections.map(({ from }) => from.resource.name).join(', ');
  const mayBeTest = connections.some(({ from }) => carriesTestEvents(from.resource));
  return language === 'typescript' ? typescript(topics, mayBeTest, work) : python(topics, mayBeTest, work);
}

function typescript(topics: string, mayBeTest: boolean, work: WorkCode): HandlerCode {
  const bucket = bucketMessages(mayBeTest, isIdentified(work), 'typescript');
  return {
    imports: { types: { 'aws-lambda': ['SNSEvent'] } },
    name: 'handleNotification',
    eventType: 'SNSEvent',
    guard: "event.Records?.[0]?.EventSource === 'aws:sns'",
    common: bucket.declarations,
    declarations: `
/**
 * Notifications of ${topics}. Lambda invokes asynchronously: throw to have it tried twice more, after one and two
 * minutes. ${onRepeats('A notification', work, ', by its MessageId for example')}
 */
async function handleNotification(event: SNSEvent): Promise<void> {
  for (const { Sns: notification } of event.Records) {
    const message: unknown = JSON.parse(notification.Message);${mayBeTest ? `\n    if (${TEST_EVENT.typescript.condition}) continue;` : ''}
    console.info({ messageId: notification.MessageId });
    ${workCode(work, bucket.workId('notification.MessageId'))}
  }
}`,
  };
}

function python(topics: string, mayBeTest: boolean, work: WorkCode): HandlerCode {
  const bucket = bucketMessages(mayBeTest, isIdentified(work), 'python');
  return {
    imports: { names: { json: [] } },
    name: 'handle_notification',
    eventType: '',
    guard: 'source_of(event) == "aws:sns"',
    common: bucket.declarations,
    declarations: `
def handle_notification(event, context):
    """Notifications of ${topics}.

    Lambda invokes asynchronously: raise to have it tried twice more, after one and two minutes.
    ${onRepeats('A notification', work, ', by its MessageId for example')}
    """
    for record in event["Records"]:
        message = json.loads(record["Sns"]["Message"])${mayBeTest ? `\n        if ${TEST_EVENT.python.condition}:\n            continue` : ''}
        logger.info("message %s", record["Sns"]["MessageId"])
${indented(workCode(work, bucket.workId('record["Sns"]["MessageId"]')), 8)}
`,
  };
}
