/** Code of a function that a notification invokes: one object an event, asynchronously. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { onRepeats, workCode } from '#shared/model/repeated-work';

export function objectEventHandler(
  connections: readonly Connection[],
  work: WorkCode,
  language: Language,
): HandlerCode {
  const buckets = connections.map(({ from }) => from.resource.name).join(', ');
  return language === 'typescript' ? typescript(buckets, work) : python(buckets, work);
}

function typescript(buckets: string, work: WorkCode): HandlerCode {
  return {
    imports: { types: { 'aws-lambda': ['S3Event'] } },
    name: 'handleObjects',
    eventType: 'S3Event',
    guard: "event.Records?.[0]?.eventSource === 'aws:s3'",
    declarations: `
/**
 * Objects of ${buckets}. Lambda invokes asynchronously: throw to have it tried twice more, after one and two minutes.
 * ${onRepeats('An event', work)} A later one may come
 * before an earlier: the sequencer orders the events of one key.
 */
async function handleObjects(event: S3Event): Promise<void> {
  for (const { eventName, s3: told } of event.Records) {
    // Keys come as in a URL: a space is a plus sign.
    const key = decodeURIComponent(told.object.key.replaceAll('+', ' '));
    const message: unknown = { bucket: told.bucket.name, key, size: told.object.size };
    console.info({ eventName, key, sequencer: told.object.sequencer });
    ${workCode(work, '`${told.bucket.name}/${key} ${told.object.sequencer}`')}
  }
}`,
  };
}

function python(buckets: string, work: WorkCode): HandlerCode {
  return {
    imports: { names: { 'urllib.parse': ['unquote_plus'] } },
    name: 'handle_objects',
    eventType: '',
    guard: 'source_of(event) == "aws:s3"',
    declarations: `
def handle_objects(event, context):
    """Objects of ${buckets}.

    Lambda invokes asynchronously: raise to have it tried twice more, after one and two minutes.
    ${onRepeats('An event', work)}
    A later one may come before an earlier: the sequencer orders the events of one key.
    """
    for record in event["Records"]:
        told = record["s3"]
        key = unquote_plus(told["object"]["key"])
        message = {"bucket": told["bucket"]["name"], "key": key, "size": told["object"].get("size")}
        logger.info("%s %s", record["eventName"], key)
${indented(workCode(work, "f\"{told['bucket']['name']}/{key} {told['object'].get('sequencer')}\""), 8)}
`,
  };
}
