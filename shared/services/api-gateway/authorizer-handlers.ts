/** Code of a function that an API asks who may come in. It keeps everybody out until the person writes what decides. */
import type { HandlerCode, InvocationCode, Language } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { onlyWork } from '#shared/model/repeated-work';
import type { AuthorizerConfig } from './authorizer-config';
import type { ApiConfig } from './config';

/** What the function is told and how it answers: an HTTP API takes yes or no, the others a policy. */
interface Form {
  readonly form: string;
  /** Of the code: `authorizeRequest`. */
  readonly name: string;
  readonly eventType: string;
  readonly resultType: string;
  readonly guard: string;
  readonly pythonGuard: string;
  readonly tells: 'token' | 'request' | 'sources';
  readonly isSimple: boolean;
}

const TOKEN: Form = {
  form: 'authorizer-token',
  name: 'authorizeToken',
  eventType: 'APIGatewayTokenAuthorizerEvent',
  resultType: 'APIGatewayAuthorizerResult',
  guard: 'event.authorizationToken !== undefined',
  pythonGuard: '"authorizationToken" in event',
  tells: 'token',
  isSimple: false,
};
const REQUEST: Form = {
  form: 'authorizer-request',
  name: 'authorizeRequest',
  eventType: 'APIGatewayRequestAuthorizerEvent',
  resultType: 'APIGatewayAuthorizerResult',
  guard: 'event.methodArn !== undefined && event.authorizationToken === undefined',
  pythonGuard: '"methodArn" in event and "authorizationToken" not in event',
  tells: 'request',
  isSimple: false,
};
const SIMPLE: Form = {
  form: 'authorizer-simple',
  name: 'authorizeHttpRequest',
  eventType: 'APIGatewayRequestAuthorizerEventV2',
  resultType: 'APIGatewaySimpleAuthorizerResult',
  guard: 'event.routeArn !== undefined',
  pythonGuard: '"routeArn" in event',
  tells: 'sources',
  isSimple: true,
};

export function authorizerHandlers(type: ApiConfig['type'], { form }: AuthorizerConfig): InvocationCode {
  const spec = type === 'HTTP' ? SIMPLE : form === 'token' ? TOKEN : REQUEST;
  return {
    form: spec.form,
    handler: (connections, work, language) =>
      handlerCode(spec, connections, onlyWork(work, language === 'python' ? 'message["id"]' : 'message.id'), language),
  };
}

function handlerCode(spec: Form, connections: readonly Connection[], calls: string, language: Language): HandlerCode {
  const apis = connections.map(({ from }) => from.resource.name).join(', ');
  const text = `${apis}: who may come in. What is thrown here reaches the client as a 500.`;
  const sources = connections.map(({ config }) => config as unknown as AuthorizerConfig);
  return language === 'typescript' ? typescript(spec, text, calls, sources) : python(spec, text, calls, sources);
}

const GENUINE = /* typescript */ `
/** Yours: whether it is genuine, meant for this API and not expired. Until you decide, nobody may come in. */
async function isGenuine(_identity: string | null | undefined): Promise<boolean> {
  return false;
}`;

const PYTHON_GENUINE = `
def is_genuine(identity):
    """Yours: whether it is genuine, meant for this API and not expired. Until you decide, nobody may come in."""
    return False
`;

const unique = (expressions: readonly string[], joiner: string): string => [...new Set(expressions)].join(joiner);

function typescript(spec: Form, text: string, calls: string, sources: readonly AuthorizerConfig[]): HandlerCode {
  const { name, eventType, resultType, guard, tells, isSimple } = spec;
  // A client may write the name of a header as it likes.
  const carried = sources.map(({ identitySource, identityName }) =>
    identitySource === 'header'
      ? `Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === ${JSON.stringify(identityName.toLowerCase())})?.[1]`
      : `event.queryStringParameters?.[${JSON.stringify(identityName)}]`,
  );
  const identity = {
    token: 'event.authorizationToken',
    sources: 'event.identitySource?.[0]',
    request: unique(carried, ' ?? '),
  }[tells];
  const answer = isSimple
    ? 'return { isAuthorized };'
    : `return {
    // Yours: who it is. API Gateway keeps the answer for whatever this caller asks of the stage.
    principalId: 'caller',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: isAuthorized ? 'Allow' : 'Deny',
          Resource: \`\${event.methodArn.split('/').slice(0, 2).join('/')}/*\`,
        },
      ],
    },
  };`;
  return {
    imports: { names: { 'node:crypto': ['createHash'] }, types: { 'aws-lambda': [eventType, resultType] } },
    name,
    eventType,
    guard,
    comesFirst: true,
    common: [GENUINE],
    declarations: `
/** ${text} */
async function ${name}(event: ${eventType}): Promise<${resultType}> {
  const identity = ${identity};
  // By its digest it can be looked up, and kept in logs, without being told.
  const message = { id: createHash('sha256').update(identity ?? '').digest('hex') };
  ${calls}
  const isAuthorized = await isGenuine(identity);
  ${answer}
}`,
  };
}

function python(spec: Form, text: string, calls: string, sources: readonly AuthorizerConfig[]): HandlerCode {
  const { pythonGuard, tells, isSimple } = spec;
  const name = spec.name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const carried = sources.map(({ identitySource, identityName }) =>
    identitySource === 'header'
      ? `{key.lower(): value for key, value in (event.get("headers") or {}).items()}.get(${JSON.stringify(identityName.toLowerCase())})`
      : `(event.get("queryStringParameters") or {}).get(${JSON.stringify(identityName)})`,
  );
  const identity = {
    token: 'event["authorizationToken"]',
    sources: '(event.get("identitySource") or [None])[0]',
    request: unique(carried, ' or '),
  }[tells];
  const answer = isSimple
    ? '    return {"isAuthorized": is_authorized}'
    : `    statement = {
        "Action": "execute-api:Invoke",
        "Effect": "Allow" if is_authorized else "Deny",
        "Resource": "/".join(event["methodArn"].split("/")[:2]) + "/*",
    }
    # Yours: who it is. API Gateway keeps the answer for whatever this caller asks of the stage.
    return {"principalId": "caller", "policyDocument": {"Version": "2012-10-17", "Statement": [statement]}}`;
  return {
    imports: { names: { hashlib: [] } },
    name,
    eventType: '',
    guard: pythonGuard,
    comesFirst: true,
    common: [PYTHON_GENUINE],
    declarations: `
def ${name}(event, context):
    """${text}"""
    identity = ${identity}
    # By its digest it can be looked up, and kept in logs, without being told.
    message = {"id": hashlib.sha256((identity or "").encode()).hexdigest()}
${indented(calls, 4)}
    is_authorized = is_genuine(identity)
${answer}
`,
  };
}
