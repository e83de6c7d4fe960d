/** Code of a function that transforms the records of a delivery stream: a batch an invocation, an answer for each record. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { onlyWork } from '#shared/model/repeated-work';

export function transformationHandler(
  connections: readonly Connection[],
  work: WorkCode,
  language: Language,
): HandlerCode {
  const streams = connections.map(({ from }) => from.resource.name).join(', ');
  return language === 'typescript'
    ? typescript(streams, onlyWork(work, 'recordId'))
    : python(streams, onlyWork(work, 'record["recordId"]'));
}

const SAYS = [
  'Firehose waits five minutes at most, and takes 6 MB of an answer.',
  'A record that fails goes to the error prefix; an error that is thrown sends the whole batch there.',
];

function typescript(streams: string, calls: string): HandlerCode {
  return {
    imports: {
      types: {
        'aws-lambda': [
          'FirehoseTransformationEvent',
          'FirehoseTransformationEventRecord',
          'FirehoseTransformationResult',
          'FirehoseTransformationResultRecord',
        ],
      },
    },
    name: 'transformRecords',
    eventType: 'FirehoseTransformationEvent',
    guard: "'deliveryStreamArn' in event",
    declarations: `
/**
 * Records of ${streams}. ${SAYS[0]}
 * ${SAYS[1]}
 */
async function transformRecords(event: FirehoseTransformationEvent): Promise<FirehoseTransformationResult> {
  const records: FirehoseTransformationResultRecord[] = [];
  for (const record of event.records) records.push(await transformRecord(record));
  return { records };
}

/** Yours to write: what is returned as data is delivered, and a record whose result is Dropped is not. */
async function transformRecord({
  recordId,
  data,
}: FirehoseTransformationEventRecord): Promise<FirehoseTransformationResultRecord> {
  try {
    const message: unknown = JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
    ${calls}
    return { recordId, result: 'Ok', data: Buffer.from(JSON.stringify(message)).toString('base64') };
  } catch (error) {
    console.error({ recordId, error });
    return { recordId, result: 'ProcessingFailed', data };
  }
}`,
  };
}

function python(streams: string, calls: string): HandlerCode {
  return {
    imports: { names: { base64: [], json: [] } },
    name: 'transform_records',
    eventType: '',
    guard: '"deliveryStreamArn" in event',
    declarations: `
def transform_records(event, context):
    """Records of ${streams}.

    ${SAYS[0]}
    ${SAYS[1]}
    """
    return {"records": [transform_record(record) for record in event["records"]]}


def transform_record(record):
    """Yours to write: what is returned as data is delivered, and a record whose result is Dropped is not."""
    try:
        message = json.loads(base64.b64decode(record["data"]))
${indented(calls, 8)}
        data = base64.b64encode(json.dumps(message).encode()).decode()
        return {"recordId": record["recordId"], "result": "Ok", "data": data}
    except Exception:
        logger.exception("record %s", record["recordId"])
        return {"recordId": record["recordId"], "result": "ProcessingFailed", "data": record["data"]}
`,
  };
}
