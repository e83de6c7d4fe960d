/**
 * Synthesises exported apps, all in one process, and has AWS's engine and cdk-preflight look at the templates.
 * It is compiled together with the apps as worker.js, and runs where they are: `node worker.js <answer file> <app>…`.
 * A folder that has no app, only templates in its cdk.out, is looked at as it is.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Report {
  readonly pluginReports?: readonly {
    readonly pluginName: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly severity?: string;
      readonly description: string;
    }[];
  }[];
}

const [answerFile = '', ...apps] = process.argv.slice(2);
const root = process.cwd();
interface Synthesised {
  template?: unknown;
  /** Stacks in the order in which they are deployed, with those that each waits for. */
  stacks?: Readonly<Record<string, readonly string[]>>;
  findings: string[];
  error?: string;
}

const answer: Record<string, Synthesised> = {};

for (const app of apps) {
  const folder = join(root, app);
  const outdir = join(folder, 'cdk.out');
  const result: Synthesised = { findings: [] };
  answer[app] = result;
  if (!existsSync(join(folder, 'cdk.json'))) {
    result.template = templateOf(outdir);
    continue;
  }
  try {
    const { context } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8')) as { context: object };
    process.env['CDK_CONTEXT_JSON'] = JSON.stringify({
      ...context,
      'aws:cdk:bundling-stacks': [],
      'aws:cdk:enable-path-metadata': true,
    });
    process.env['CDK_OUTDIR'] = outdir;
    process.chdir(folder);
    // oxlint-disable-next-line typescript/no-require-imports
    require(join(folder, 'bin/app.js'));
    result.template = templateOf(outdir);
    result.stacks = stacksOf(outdir);
  } catch (error) {
    result.error = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  result.findings.push(...findingsOf(outdir));
}

process.chdir(root);
preflight(apps.filter((app) => answer[app]?.template !== undefined));
writeFileSync(answerFile, JSON.stringify(answer));
// Each App has asked to be synthesised once more when the process ends.
process.exit(0);

interface Template {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/**
 * Of all its stacks together, as if they were one: of an id that several have the first keeps it, and what a stack gets of
 * another is what that has.
 */
function templateOf(outdir: string): Template {
  const stacks = stackArtifacts(outdir).map(([artifact, { properties }], at) => ({
    at,
    name: properties?.stackName ?? artifact,
    template: JSON.parse(readFileSync(join(outdir, properties?.templateFile ?? ''), 'utf8')) as Template,
  }));
  type Given = (typeof stacks)[number];
  const first = new Map<string, number>();
  for (const { at, template } of stacks)
    for (const id of Object.keys(template.Resources)) if (!first.has(id)) first.set(id, at);
  const named = ({ at, template }: Given, id: string): string =>
    id in template.Resources && first.get(id) !== at ? `${id}-${at}` : id;
  const joined = (value: unknown, stack: Given): unknown => {
    if (Array.isArray(value)) return value.map((each) => joined(each, stack));
    if (value === null || typeof value !== 'object') return value;
    const { Ref, 'Fn::GetAtt': attribute, 'Fn::GetStackOutput': output } = value as Intrinsic;
    if (typeof Ref === 'string') return { Ref: named(stack, Ref) };
    if (Array.isArray(attribute)) return { 'Fn::GetAtt': [named(stack, String(attribute[0])), ...attribute.slice(1)] };
    if (output) {
      const other = stacks.find(({ name }) => name === output.StackName);
      const given = other?.template.Outputs?.[output.OutputName];
      if (!other || !given) throw new Error(`no stack has the output ${JSON.stringify(output)}`);
      return joined(given.Value, other);
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        key === 'DependsOn' ? [each].flat().map((id) => named(stack, String(id))) : joined(each, stack),
      ]),
    );
  };
  const resources = stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources).map(([id, each]) => [named(stack, id), joined(each, stack)]),
  );
  return { Resources: Object.fromEntries(resources) as Template['Resources'] };
}

interface Intrinsic {
  readonly Ref?: unknown;
  readonly 'Fn::GetAtt'?: unknown;
  readonly 'Fn::GetStackOutput'?: { readonly StackName: unknown; readonly OutputName: string };
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

function stackArtifacts(outdir: string): readonly (readonly [name: string, artifact: Artifact])[] {
  const { artifacts } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, Artifact>;
  };
  return Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
}

function stacksOf(outdir: string): Readonly<Record<string, readonly string[]>> {
  const stacks = stackArtifacts(outdir);
  const names = new Set(stacks.map(([name]) => name));
  return Object.fromEntries(
    stacks.map(([name, { dependencies = [] }]) => [name, dependencies.filter((each) => names.has(each)).toSorted()]),
  );
}

function templatePaths(outdir: string): readonly string[] {
  return stackArtifacts(outdir).map(([, { properties }]) => join(outdir, properties?.templateFile ?? ''));
}

function findingsOf(outdir: string): string[] {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report;
  } catch {
    return [];
  }
  return (report.pluginReports ?? []).flatMap(({ pluginName, violations }) =>
    violations.map(({ ruleName, description }) => `${pluginName} ${ruleName}: ${description}`),
  );
}

/** cdk-preflight's own plugin in strict mode: its rules, and errors of the engine that aws-cdk-lib brings. */
function preflight(synthesised: readonly string[]): void {
  const home = dirname(require.resolve('cdk-preflight'));
  // oxlint-disable-next-line typescript/no-require-imports
  const { PreflightEnforcePlugin } = require(join(home, 'private/enforce.js')) as {
    PreflightEnforcePlugin: new (
      rules: unknown,
      strict: boolean,
    ) => {
      validate(context: object): {
        violations: readonly {
          ruleName: string;
          description: string;
          violatingResources: readonly { templatePath: string; resourceLogicalId?: string; locations: string[] }[];
        }[];
      };
    };
  };
  // oxlint-disable-next-line typescript/no-require-imports
  const { BUNDLED_RULES } = require(join(home, 'rules.generated.js')) as { BUNDLED_RULES: unknown };
  const byTemplate = new Map(
    synthesised.flatMap((app) => templatePaths(join(root, app, 'cdk.out')).map((path) => [path, app] as const)),
  );
  const { violations } = new PreflightEnforcePlugin(BUNDLED_RULES, true).validate({
    region: 'us-east-1',
    accountId: '123456789012',
    stackTemplates: [...byTemplate.keys()].map((path) => ({ templatePath: path, stackConstructPath: path })),
  });
  for (const { ruleName, description, violatingResources } of violations) {
    for (const { templatePath: path, resourceLogicalId, locations } of violatingResources) {
      answer[byTemplate.get(path) ?? '']?.findings.push(
        `engine ${ruleName} at ${resourceLogicalId ?? ''} ${locations.join(' ')}: ${description}`,
      );
    }
  }
}
