/** StartExecution and StartSyncExecution in a generated handler. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { botoClient, sdkClient, sdkDeadline } from './clients';
import { type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { CLIENT_SFN } from './packages';
import { pythonCall, pythonFunction } from './python-calls';
import { typescriptFunction } from './typescript-function';

export function startExecutionCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  if (connection.kind.invocation === 'synchronous') {
    return {
      packages: CLIENT_SFN,
      code: inLanguages(
        () => run(call),
        () => pythonCall('run', call),
      ),
    };
  }
  const { runsOnce } = connection.to.terms as Terms<'start-workflow'>;
  return {
    packages: CLIENT_SFN,
    code: inLanguages(
      () => (runsOnce ? startNamed(call) : start(call)),
      () => (runsOnce ? pythonStartNamed(call) : pythonCall('start', call)),
    ),
  };
}

/**
 * A Standard workflow refuses a name that it has had in the last 90 days; an Express workflow takes it once more. Names have
 * at most 80 characters; of those that are allowed, CloudWatch Logs takes letters, digits, hyphens and underscores.
 * Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html (2026-11-28).
 */
const NAME = String.raw`[\w-]{1,80}`;
const USED_NAME = 'ExecutionAlreadyExists';

const EXECUTION_NAME = `
/**
 * An execution has the name of what starts it. When that comes again, the name has been used, and nothing is started
 * twice: for 90 days, in a Standard workflow. What makes no name stands in it as a digest.
 */
const executionName = (workId: string): string =>
  /^${NAME}$/.test(workId) ? workId : createHash('sha256').update(workId).digest('hex');`;

const PYTHON_EXECUTION_NAME = `def execution_name(work_id):
    """An execution has the name of what starts it.

    When that comes again, the name has been used, and nothing is started twice: for 90 days, in a Standard workflow.
    What makes no name stands in it as a digest.
    """
    is_name = re.fullmatch(r"${NAME}", work_id, re.ASCII)
    return work_id if is_name else hashlib.sha256(work_id.encode()).hexdigest()
`;

function startNamed(call: DrawnCall): ReturnType<CallCode['code']> {
  const client = sdkClient('workflows', 'SFNClient', call);
  return typescriptFunction({
    call,
    client,
    prefix: 'start',
    imports: {
      '@aws-sdk/client-sfn': [USED_NAME, 'SFNClient', 'StartExecutionCommand'],
      'node:crypto': ['createHash'],
    },
    setup: [EXECUTION_NAME],
    needsId: true,
    says: `StartExecution, and do not wait; ${call.says}`,
    body: `const name = executionName(workId);
  const input = JSON.stringify(message);
  try {
    await ${client.name}.send(new StartExecutionCommand({ stateMachineArn: env.${call.variable.property}, name, input }));
  } catch (error) {
    if (!(error instanceof ${USED_NAME})) throw error;
    console.info({ startedBefore: name });
  }`,
  });
}

const pythonStartNamed = (call: DrawnCall): ReturnType<CallCode['code']> =>
  pythonFunction({
    call,
    client: botoClient('workflows', 'stepfunctions', call),
    prefix: 'start',
    imports: { hashlib: [], re: [], 'botocore.exceptions': ['ClientError'] },
    setup: [PYTHON_EXECUTION_NAME],
    needsId: true,
    body: (client, address) => `name = execution_name(work_id)
try:
    ${client}.start_execution(stateMachineArn=${address}, name=name, input=json.dumps(message))
except ClientError as error:
    if error.response["Error"]["Code"] != "${USED_NAME}":
        raise
    logger.info("%s was started before", name)`,
  });

function start(call: DrawnCall): ReturnType<CallCode['code']> {
  const client = sdkClient('workflows', 'SFNClient', call);
  return typescriptFunction({
    call,
    client,
    prefix: 'start',
    imports: { '@aws-sdk/client-sfn': ['SFNClient', 'StartExecutionCommand'] },
    says: `StartExecution, and do not wait; ${call.says} An Express workflow runs again for what comes again.`,
    body: `await ${client.name}.send(
    new StartExecutionCommand({ stateMachineArn: env.${call.variable.property}, input: JSON.stringify(message) }),
  );`,
  });
}

function run(call: DrawnCall): ReturnType<CallCode['code']> {
  const client = sdkClient('syncWorkflows', 'SFNClient', call);
  return typescriptFunction({
    call,
    client,
    prefix: 'run',
    imports: { '@aws-sdk/client-sfn': ['SFNClient', 'StartSyncExecutionCommand'] },
    says: `StartSyncExecution, and wait; ${call.says} A failed execution comes back in an answer with status 200.`,
    answer: { what: 'Output', type: 'unknown' },
    body: `const { status, error, cause, output } = await ${client.name}.send(
    new StartSyncExecutionCommand({ stateMachineArn: env.${call.variable.property}, input: JSON.stringify(message) }),
    ${sdkDeadline(call)},
  );
  if (status !== 'SUCCEEDED') throw new Error(\`${call.name.replaceAll(/[`$]/g, '')} ended as \${status}: \${error} \${cause}\`);
  return JSON.parse(output ?? 'null');`,
  });
}
