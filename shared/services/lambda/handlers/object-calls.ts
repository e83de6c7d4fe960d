/** Reads and writes of objects that a generated handler makes. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import { quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import type { WriteObjectsConfig } from '../call-config';
import { botoClient, sdkClient } from './clients';
import { type DrawnCall, drawnCall, inLanguages, type Kept, type Variable } from './drawn-call';
import { CLIENT_S3 } from './packages';
import { pythonFunction } from './python-calls';
import { typescriptFunction } from './typescript-function';

const objectKeyOf = `
/** What a bucket tells of an object, through a queue or topic or through EventBridge. */
interface ToldOf {
  readonly Records?: readonly { readonly s3?: { readonly object: { readonly key: string } } }[];
  readonly object?: { readonly key?: unknown };
}

/**
 * The key of an object: that of which the message tells, else by what it is known. When it comes again, a second write is the
 * first one once more. Yours to choose.
 */
const objectKeyOf = (message: unknown, workId: string): string => {
  const { Records, object, key, id } = (message ?? {}) as ToldOf & { readonly key?: unknown; readonly id?: unknown };
  const told = Records?.[0]?.s3?.object.key;
  if (told !== undefined) return decodeURIComponent(told.replaceAll('+', ' '));
  return String(object?.key ?? key ?? id ?? workId);
};`;

const pythonKeyOf = `def object_key_of(message, work_id):
    """The key of an object: that of which the message tells, else by what it is known.

    When it comes again, a second write is the first one once more. Yours to choose.
    """
    given = message if isinstance(message, dict) else {}
    for record in given.get("Records", []):
        return unquote_plus(record["s3"]["object"]["key"])
    return str(given.get("object", {}).get("key") or given.get("key") or given.get("id") or work_id)
`;

export function writeObjectsCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  const { operation, keyPrefix } = connection.config as unknown as WriteObjectsConfig;
  const isDelete = operation === 'delete';
  return {
    packages: CLIENT_S3,
    code: inLanguages(
      () =>
        objectCall(call, {
          prefix: isDelete ? 'deleteFrom' : 'putIn',
          keyPrefix,
          operation: isDelete ? 'DeleteObject' : 'PutObject',
          answers: false,
        }),
      () =>
        pythonObjectCall(call, isDelete ? 'delete_from' : 'put_in', (s3, address) =>
          isDelete
            ? `${s3}.delete_object(Bucket=${address}, Key=${pythonKey(keyPrefix)})`
            : `${s3}.put_object(
    Bucket=${address},
    Key=${pythonKey(keyPrefix)},
    Body=json.dumps(message).encode(),
    ContentType="application/json",
)`,
        ),
    ),
  };
}

export function readObjectsCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  return {
    packages: CLIENT_S3,
    code: inLanguages(
      () => objectCall(call, { prefix: 'getFrom', keyPrefix: '', operation: 'GetObject', answers: true }),
      () =>
        pythonObjectCall(
          call,
          'get_from',
          (s3, address) => `return ${s3}.get_object(Bucket=${address}, Key=${pythonKey('')})["Body"].read()`,
          true,
        ),
    ),
  };
}

const OBJECT: Kept = { what: 'Object', isContent: true };

const pythonKey = (prefix: string): string =>
  `${prefix === '' ? '' : `${JSON.stringify(prefix)} + `}object_key_of(message, work_id)`;

function pythonObjectCall(
  call: DrawnCall,
  prefix: string,
  body: (s3: string, address: string) => string,
  reads = false,
): ReturnType<CallCode['code']> {
  return pythonFunction({
    call,
    client: botoClient('s3', 's3', call, { carriesObjects: true }),
    prefix,
    imports: { 'urllib.parse': ['unquote_plus'] },
    setup: [pythonKeyOf],
    needsId: true,
    reads,
    ...(reads ? { answer: OBJECT } : {}),
    body,
  });
}

interface ObjectCall {
  readonly prefix: string;
  readonly keyPrefix: string;
  readonly operation: 'PutObject' | 'DeleteObject' | 'GetObject';
  /** Whether the object comes back. */
  readonly answers: boolean;
}

function objectCall(
  call: DrawnCall,
  { prefix, keyPrefix, operation, answers }: ObjectCall,
): ReturnType<CallCode['code']> {
  const client = sdkClient('s3', 'S3Client', call, { carriesObjects: true });
  const key = `${keyPrefix === '' ? '' : `${quote(keyPrefix)} + `}objectKeyOf(message, workId)`;
  const content = operation === 'PutObject' ? "Body: JSON.stringify(message), ContentType: 'application/json'," : '';
  const sent = `${client.name}.send(new ${operation}Command({ Bucket: env.${call.variable.property}, Key: ${key}, ${content} }))`;
  return typescriptFunction({
    call,
    client,
    prefix,
    imports: { '@aws-sdk/client-s3': [`${operation}Command`, 'S3Client'] },
    setup: [objectKeyOf],
    needsId: true,
    reads: answers,
    says: `${operation}, ${call.says}`,
    ...(answers ? { answer: { ...OBJECT, type: 'Uint8Array | undefined' } } : {}),
    body: answers
      ? `const { Body } = await ${sent};
  return Body?.transformToByteArray();`
      : `await ${sent};`,
  });
}
