/** What API Gateway checks of callers by itself, in an exported CDK app: a signature, or a token that somebody else issues. */
import type { Helper, ResourceCode, StackSetting } from '#shared/model/cdk';
import type { Code } from '#shared/model/code';
import type { Access } from './authorizer-wiring';
import type { ApiConfig } from './config';

export const imports = {
  apigateway: 'aws-cdk-lib/aws-apigateway',
  apigatewayv2: 'aws-cdk-lib/aws-apigatewayv2',
  authorizers: 'aws-cdk-lib/aws-apigatewayv2-authorizers',
  cognito: 'aws-cdk-lib/aws-cognito',
};

/** Callers of a load test: API Gateway caches none of what it checks by itself, as far as AWS says. */
const ONE_CALLER = { source: 'header', name: 'Authorization', callers: 1 } as const;

/** @param api the API's member of the stack */
export function checkedAccess({ type, authorization }: ApiConfig, api: Code): Access | undefined {
  if (authorization === 'iam') {
    const authorizer = { HTTP: 'HttpIamAuthorizer', WEBSOCKET: 'WebSocketIamAuthorizer', REST: undefined }[type];
    return { type: 'AWS_IAM', helpers: [], ...(authorizer ? { authorizer: `new authorizers.${authorizer}()` } : {}) };
  }
  const made = MADE[authorization];
  return made && { ...made.access, authorizer: `this.#${made.helper.name}(${api})`, helpers: [made.helper] };
}

/** What makes it, once the API is there and where a route asks for it. @param api as above */
export function accessCode(
  { authorization }: ApiConfig,
  api: Code,
): Required<Pick<ResourceCode, 'statements' | 'helpers' | 'settings'>> {
  const made = MADE[authorization];
  return made
    ? { statements: [made.statement(api)], helpers: [made.helper], settings: made.settings }
    : { statements: [], helpers: [], settings: [] };
}

/** Why an API cannot be exported as it is set; undefined where it can. */
export function impossibleAccess({ type, authorization }: ApiConfig): string | undefined {
  if (authorization === 'jwt' && type !== 'HTTP') return 'only an HTTP API checks a JWT by itself';
  if (authorization === 'cognito' && type !== 'REST') return 'only a REST API asks a Cognito user pool by itself';
  return undefined;
}

const ISSUER: StackSetting = {
  name: 'jwtIssuer',
  type: 'string',
  help: 'Who issues the tokens of callers: the address under which /.well-known/openid-configuration is.',
  context: { key: 'jwtIssuer', example: 'https://issuer.example.com' },
};

const AUDIENCE: StackSetting = {
  name: 'jwtAudience',
  type: 'string',
  help: 'For whom tokens are issued that the HTTP APIs take: the audience, or the client id.',
  context: { key: 'jwtAudience', example: 'my-api' },
};

const USER_POOL: StackSetting = {
  name: 'userPoolId',
  type: 'string',
  help: 'The Cognito user pool whose users may call the REST APIs.',
  context: { key: 'userPoolId', example: 'us-east-1_000000000' },
};

const jwtAuthorizer: Helper = {
  name: 'jwtAuthorizer',
  kind: 'method',
  imports,
  code: `
    readonly #jwtAuthorizers = new Map<apigatewayv2.HttpApi, authorizers.HttpJwtAuthorizer>();

    /** What an HTTP API checks tokens by: one for all routes. */
    #jwtAuthorizer(api: apigatewayv2.HttpApi): authorizers.HttpJwtAuthorizer {
      const made = this.#jwtAuthorizers.get(api);
      if (!made) throw new Error(\`\${api.node.path} has no authorizer\`);
      return made;
    }`,
};

const userPoolAuthorizer: Helper = {
  name: 'userPoolAuthorizer',
  kind: 'method',
  imports,
  code: `
    /** What a REST API checks tokens by: one for all methods. */
    #userPoolAuthorizer(api: apigateway.RestApi): apigateway.IAuthorizer {
      return api.node.findChild('Authorizer') as apigateway.CognitoUserPoolsAuthorizer;
    }`,
};

interface Made {
  readonly access: Pick<Access, 'type' | 'identity'>;
  readonly helper: Helper;
  readonly settings: readonly StackSetting[];
  statement(api: Code): Code;
}

const MADE: Readonly<Record<string, Made>> = {
  jwt: {
    access: { type: 'JWT', identity: ONE_CALLER },
    helper: jwtAuthorizer,
    settings: [ISSUER, AUDIENCE],
    statement: (api) =>
      `this.#jwtAuthorizers.set(${api}, new authorizers.HttpJwtAuthorizer('Authorizer', jwtIssuer, { jwtAudience: [jwtAudience] }));`,
  },
  cognito: {
    access: { type: 'COGNITO_USER_POOLS', identity: ONE_CALLER },
    helper: userPoolAuthorizer,
    settings: [USER_POOL],
    // The user pool exists outside this stack.
    statement: (api) =>
      `new apigateway.CognitoUserPoolsAuthorizer(${api}, 'Authorizer', { cognitoUserPools: [cognito.UserPool.fromUserPoolId(${api}, 'UserPool', userPoolId)] });`,
  },
};
