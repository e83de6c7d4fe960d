/** The files around the stack: the app, the person's class, settings of the tools, environment variables. */
import type { StackSetting } from '#shared/model/cdk';
import { type Code, documentation, object, type Properties, quote } from '#shared/model/code';
import type { Account } from '#shared/model/graph';
import { type Emitted, regionsApart } from './collect';
import { PRETTIER_STYLE } from './format';
import type { ProjectNames } from './names';
import recommendedFlags from './recommended-feature-flags.json';
import { stacksFunction } from './stacks-file';
import { VERSIONS } from './versions';

/** Settings that cdk.json holds, read where the stack is made. */
export function contextProps(settings: readonly StackSetting[]): Properties {
  return Object.fromEntries(
    settings.flatMap(({ name, context }) =>
      context ? [[name, `app.node.getContext(${quote(context.key)})`] as const] : [],
    ),
  );
}

export function appFile(
  project: ProjectNames,
  title: string,
  { region }: Account,
  settings: readonly StackSetting[],
  isSeveral: boolean,
): Code {
  const { slug, className } = project;
  const props = object({
    // Of several, each has its own.
    description: isSeveral ? undefined : quote(title),
    env: `{ account: process.env['CDK_DEFAULT_ACCOUNT'], region: ${quote(region)} }`,
    ...contextProps(settings),
  });
  const made = isSeveral
    ? `${stacksFunction(project)}(app, ${props});`
    : `new ${className}Stack(app, ${quote(className)}, ${props});`;
  const imported = isSeveral
    ? `import { ${stacksFunction(project)} } from '../lib/generated/${slug}-stacks';`
    : `import { ${className}Stack } from '../lib/${slug}-stack';`;
  return `
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
${imported}

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

${made}

app.synth();
`;
}

/**
 * The same words whatever the drawing needs and however many stacks the app has: once edited the file stays, and goes on
 * to compile when either changes.
 */
export function personsStackFile({ slug, className }: ProjectNames): Code {
  return `
import type { Construct } from 'constructs';
import { ${className}Architecture, type ${className}Props } from './generated/${slug}-architecture';

/**
 * Yours. The drawing is in ${className}Architecture, which each export replaces; what you add or change here stays.
 * Every resource of the drawing is a member: this.monitoring.alarms are without actions until you give them one.
 */
export class ${className}Stack extends ${className}Architecture {
  constructor(scope: Construct, id: string, props: ${className}Props) {
    super(scope, id, props);
  }
}
`;
}

/** For functions in TypeScript; undefined where no connection gives any of them anything. */
export function environmentFile({ resources }: Emitted, header: string): Code | undefined {
  const given = resources.filter(
    ({ code, parts }) =>
      parts.environment.length > 0 && (code.files?.(parts) ?? []).some(({ format }) => format === 'typescript'),
  );
  if (given.length === 0) return undefined;
  const objects = given.map(
    ({ resource, names, parts }) => `
/** What connections give to ${resource.name}. */
export const ${names.member} = {
${parts.environment
  .map(
    ({ name, property, means }) =>
      `${documentation(`The ${means}.`)}\nget ${property}(): string { return required(${quote(name)}); },`,
  )
  .join('\n')}
};`,
  );
  return `${header}
function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(\`the environment variable \${name} is not set\`);
  return value;
}
${objects.join('\n')}
`;
}

export function packageFile(
  emitted: Emitted,
  { slug }: ProjectNames,
  hasLoadTest: boolean,
  isSeveral: boolean,
): string {
  const own = Object.assign(
    {},
    ...emitted.resources.map(({ code, parts }) => code.packages?.(parts) ?? {}),
  ) as Readonly<Record<string, string>>;
  return json({
    name: slug,
    version: '0.1.0',
    private: true,
    engines: { node: NODE },
    scripts: {
      build: 'tsc',
      format: 'prettier --write .',
      test: 'vitest run',
      synth: 'cdk synth',
      diff: 'cdk diff',
      deploy: `cdk deploy${isSeveral || regionsApart(emitted).length > 0 ? ' --all' : ''}`,
    },
    dependencies: sorted({ ...pick('aws-cdk-lib', 'constructs', 'cdk-nag'), ...own }),
    devDependencies: sorted(
      pick(
        ...(['aws-cdk', 'esbuild', 'prettier', 'tsx', 'typescript', 'vitest'] as const),
        ...(['@types/aws-lambda', '@types/node'] as const),
        ...(hasLoadTest ? (['@types/k6'] as const) : []),
      ),
    ),
    prettier: PRETTIER_STYLE,
  });
}

/** What vitest and the CDK run on. Functions run on the runtime that is drawn. */
const NODE = '>=20.19';

const pick = (...names: readonly (keyof typeof VERSIONS)[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, VERSIONS[name]]));

const sorted = (entries: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1)));

export function cdkFile(settings: readonly StackSetting[]): string {
  const examples = settings.flatMap(({ context }) => (context ? [[context.key, context.example] as const] : []));
  return json({
    app: 'npx tsc && npx tsx bin/app.ts',
    watch: {
      include: ['**'],
      exclude: ['README.md', 'cdk*.json', '**/*.d.ts', 'package*.json', 'node_modules', 'test'],
    },
    context: { ...Object.fromEntries(examples), ...recommendedFlags },
  });
}

export const TSCONFIG = json({
  compilerOptions: {
    target: 'ES2022',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    lib: ['ES2023'],
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noPropertyAccessFromIndexSignature: true,
    // k6 wants the .ts of a file that is imported.
    rewriteRelativeImportExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['bin', 'lib', 'src', 'test', 'load-test', 'vitest.config.mts'],
  exclude: ['node_modules', 'cdk.out'],
});

/** AWS's validator takes seconds to start and looks at every synthesis already: tests of the template do without. */
export const VITEST_CONFIG = `import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    env: { CDK_VALIDATION: 'false' },
    hookTimeout: 60_000,
  },
});
`;

export const GITIGNORE = `node_modules/
cdk.out/
*.js
*.d.ts
.cdk.staging/
`;

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
