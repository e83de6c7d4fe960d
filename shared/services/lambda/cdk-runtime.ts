/** How a function's code becomes a deployment package, by runtime. */
import type { EmitContext, Helper } from '#shared/model/cdk';
import { type Code, object, type Properties, quote, reasoned } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import type { FunctionConfig } from './config';

type RuntimeId = FunctionConfig['runtime'];

interface Build {
  readonly constant: Code;
  readonly handler: string;
  /** Command in the runtime's build image. Absent where the sources are the package. */
  readonly command?: string;
  readonly output?: 'ARCHIVED';
}

/**
 * The SDKs' waits of 2026, which calls of the code are counted with. In JavaScript they are the only ones since
 * @smithy/core 3.40.0; in boto3 they can be left off (botocore 1.43.11, as of 2026-11-27).
 */
const NEW_RETRIES = reasoned(
  object({ AWS_NEW_RETRIES_2026: quote('true') }),
  'Waits between tries as the drawing counts with them: boto3 may still have the older, longer ones.',
);

export const NODE_RUNTIMES: readonly RuntimeId[] = ['nodejs24.x', 'nodejs22.x'];

const NODE: Readonly<Record<string, Code>> = {
  'nodejs24.x': 'lambda.Runtime.NODEJS_24_X',
  'nodejs22.x': 'lambda.Runtime.NODEJS_22_X',
};

const OTHERS: Readonly<Record<string, Build>> = {
  'python3.14': { constant: 'lambda.Runtime.PYTHON_3_14', handler: 'index.handler' },
  'python3.13': { constant: 'lambda.Runtime.PYTHON_3_13', handler: 'index.handler' },
  java21: {
    constant: 'lambda.Runtime.JAVA_21',
    handler: 'Handler::handleRequest',
    command: 'mvn --quiet --batch-mode package && cp target/function.jar /asset-output/',
    output: 'ARCHIVED',
  },
  dotnet8: {
    constant: 'lambda.Runtime.DOTNET_8',
    handler: 'Function::Function.Handler::HandleAsync',
    command: 'dotnet publish --configuration Release --output /asset-output',
  },
  'provided.al2023': {
    constant: 'lambda.Runtime.PROVIDED_AL2023',
    handler: 'bootstrap',
    command: 'cp bootstrap /asset-output/ && chmod 755 /asset-output/bootstrap',
  },
};

export function isNode({ runtime }: FunctionConfig): boolean {
  return NODE_RUNTIMES.includes(runtime);
}

export function isPython({ runtime }: FunctionConfig): boolean {
  return runtime.startsWith('python');
}

export interface RuntimeCode {
  readonly type: Code;
  create(properties: Properties): Code;
  readonly properties: Properties;
  readonly notes: readonly string[];
}

export function runtimeCode(fn: Resource<FunctionConfig>, context: EmitContext): RuntimeCode {
  const { runtime } = fn.config;
  const [id, folder] = [quote(context.constructId(fn)), quote(context.folder(fn))];
  const node = NODE[runtime];
  if (node !== undefined) {
    return {
      type: 'nodejs.NodejsFunction',
      create: (properties) => `this.#nodeFunction(${id}, ${folder}, ${object(properties)})`,
      properties: { runtime: node },
      notes: [],
    };
  }
  const build = OTHERS[runtime];
  if (!build) throw new Error(`no build for runtime ${runtime}`);
  const options = build.command === undefined ? '' : `, ${object({ bundling: bundling(build, build.command) })}`;
  return {
    type: 'lambda.Function',
    create: (properties) => `this.#packagedFunction(${id}, ${object(properties)})`,
    properties: {
      runtime: build.constant,
      handler: quote(build.handler),
      code: `lambda.Code.fromAsset(join(SOURCES, ${folder})${options})`,
      environment: isPython(fn.config) ? NEW_RETRIES : undefined,
    },
    notes:
      build.command === undefined
        ? []
        : [
            `${fn.name} (${runtime}) is built in AWS’s build image: deploying needs Docker or a compatible container tool.`,
          ],
  };
}

function bundling({ constant, output }: Build, command: string): Code {
  return object({
    image: `${constant}.bundlingImage`,
    command: `['bash', '-c', ${quote(command)}]`,
    user: "'root'",
    outputType: output === undefined ? undefined : `BundlingOutput.${output}`,
  });
}

const imports = {
  lambda: 'aws-cdk-lib/aws-lambda',
  nodejs: 'aws-cdk-lib/aws-lambda-nodejs',
  iam: 'aws-cdk-lib/aws-iam',
  logs: 'aws-cdk-lib/aws-logs',
};

const roleAndLogs: Helper = {
  name: 'roleAndLogs',
  kind: 'method',
  imports,
  code: `
    /** A role of its own that may write to a log group of its own, and nothing more until a connection grants it. */
    #roleAndLogs(scope: Construct) {
      const logGroup = new logs.LogGroup(scope, 'Logs', {
        retention: logs.RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      });
      const role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
      logGroup.grantWrite(role);
      return { role, logGroup, loggingFormat: lambda.LoggingFormat.JSON };
    }`,
};

const nodeFunction: Helper = {
  name: 'nodeFunction',
  kind: 'method',
  imports,
  code: `
    /**
     * A function in TypeScript, bundled by esbuild from its folder in src/handlers. The AWS SDK is in the bundle, at the
     * version in package.json: what is typed and tested is what runs. The runtime brings one of its own, which AWS changes
     * while nobody deploys, and which loads more slowly.
     */
    #nodeFunction(id: string, folder: string, props: nodejs.NodejsFunctionProps): nodejs.NodejsFunction {
      const scope = new Construct(this, id);
      return new nodejs.NodejsFunction(scope, 'Function', {
        ...this.#roleAndLogs(scope),
        entry: join(SOURCES, folder, 'index.ts'),
        bundling: {
          bundleAwsSDK: true,
          // ECMAScript modules, of which esbuild leaves out what is not used: a third less.
          mainFields: ['module', 'main'],
          minify: true,
          sourceMap: true,
          sourcesContent: false,
        },
        environment: { NODE_OPTIONS: '--enable-source-maps' },
        ...props,
      });
    }`,
};

const packagedFunction: Helper = {
  name: 'packagedFunction',
  kind: 'method',
  imports,
  code: `
    /** A function in another language, from its folder in src/handlers. */
    #packagedFunction(id: string, props: lambda.FunctionProps): lambda.Function {
      const scope = new Construct(this, id);
      return new lambda.Function(scope, 'Function', { ...this.#roleAndLogs(scope), ...props });
    }`,
};

export function functionHelpers({ config }: Resource<FunctionConfig>): readonly Helper[] {
  return [isNode(config) ? nodeFunction : packagedFunction, roleAndLogs];
}
