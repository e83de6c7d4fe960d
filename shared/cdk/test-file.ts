/** test/<name>.test.ts: the drawing's own figures, asserted on the template of the person's stack. */
import type { StackSetting, TemplateCheck } from '#shared/model/cdk';
import { type Code, literal, object, quote } from '#shared/model/code';
import { compare } from './circles';
import type { Emitted, EmittedResource } from './collect';
import type { ProjectNames } from './names';
import { contextProps } from './project-files';
import { stacksFunction, stackVariable } from './stacks-file';

/** @param app names of the app where its groups are stacks; undefined for an app of one stack */
export function testFile(
  emitted: Emitted,
  names: ProjectNames,
  settings: readonly StackSetting[],
  region: string,
  header: string,
  app: ProjectNames | undefined,
): Code {
  const { resources, connections } = emitted;
  const { slug, className } = names;
  const checks = [...resources, ...connections].flatMap(({ code }) => code.checks ?? []);
  const hasAlarmsApart = resources.some(({ code }) => code.alarms?.some((alarm) => alarm.region !== undefined));
  const tests = [
    ...numbered(checks).map((check) => testCode(check, app !== undefined)),
    ...resources.flatMap((each) => environmentTest(each)),
    ...rightsTests(emitted, app !== undefined),
  ].join('\n\n');
  const hasRights = tests.includes('actionsOf(');
  return `${header}
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type CfnElement, Stack } from 'aws-cdk-lib';
import { ${tests.includes('Match.') ? 'Match, ' : ''}Template } from 'aws-cdk-lib/assertions';
${hasRights ? "import type { IRole } from 'aws-cdk-lib/aws-iam';\n" : ''}import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { afterAll, beforeAll, expect, test } from 'vitest';
${hasRights && !app ? `import { ${className}Architecture } from '../lib/generated/${slug}-architecture';\n` : ''}${app ? `import { ${stacksFunction(app)} } from '../lib/generated/${app.slug}-stacks';\n` : ''}import ${app ? 'type ' : ''}{ ${className}Stack } from '../lib/${slug}-stack';

let stack: ${className}Stack;
${hasRights && !app ? `/** Without what the person's stack adds. */\nlet drawn: ${className}Architecture;\n` : ''}let template: Template;

beforeAll(() => {
  const { context } = JSON.parse(readFileSync(join(__dirname, '../cdk.json'), 'utf8')) as { context: Record<string, unknown> };
  // Without bundling: the template is looked at, not the code.
  const settings = { context: { ...context, 'aws:cdk:bundling-stacks': [] } };
  const app = new App(settings);
  stack = ${
    app
      ? `${stacksFunction(app)}(app${propsOf(settings, region)}).${stackVariable(names)}`
      : `new ${className}Stack(app, ${quote(className)}${propsOf(settings, region)})`
  };
  template = Template.fromStack(stack);${
    hasRights && !app
      ? `\n  drawn = new ${className}Architecture(new App(settings), ${quote(className)}${propsOf(settings, region)});`
      : ''
  }
});

// Synthesis writes to the system's temporary folder.
afterAll(() => CloudAssembly.cleanupTemporaryDirectories());

/** What CloudFormation gets for a construct. */
function propertiesOf(construct: IConstruct): unknown {
  const itsStack = Stack.of(construct);
  const its = itsStack === stack ? template : Template.fromStack(itsStack);
  const resources = its.toJSON()['Resources'] as Record<string, { readonly Properties?: unknown }>;
  const element = (construct.node.defaultChild ?? construct) as CfnElement;
  return resources[stack.resolve(element.logicalId) as string]?.Properties;
}
${hasRights ? RIGHTS : ''}
test('the alarms of the design are in the template', () => {
  for (const alarm of ${hasAlarmsApart ? '[...stack.monitoring.alarms, ...stack.monitoring.alarmsApart]' : 'stack.monitoring.alarms'}) expect(propertiesOf(alarm)).toBeDefined();
});

${tests}
`;
}

/** In its Region, as it is deployed: some properties need to know it. */
function propsOf(settings: readonly StackSetting[], region: string): Code {
  return `, ${object({ env: `{ region: ${quote(region)} }`, ...contextProps(settings) })}`;
}

/** Titles are unique, so that a failure names its check. */
function numbered(checks: readonly TemplateCheck[]): readonly TemplateCheck[] {
  const seen = new Map<string, number>();
  return checks.map((check) => {
    const count = (seen.get(check.title) ?? 0) + 1;
    seen.set(check.title, count);
    return count === 1 ? check : { ...check, title: `${check.title} (${count})` };
  });
}

function testCode(check: TemplateCheck, isOneOfSeveral: boolean): Code {
  const properties = object(check.properties);
  const statement =
    'on' in check
      ? `expect(propertiesOf(${check.on})).toMatchObject(${properties});`
      : `${isOneOfSeveral && check.of !== undefined ? `Template.fromStack(Stack.of(${check.of}))` : 'template'}.hasResourceProperties(${quote(check.type)}, ${properties});`;
  return `test(${quote(check.title)}, () => {\n${statement}\n});`;
}

const RIGHTS = `
/** What a role is allowed by all its policies, but for keys: who uses what is encrypted uses its key. */
function actionsOf({ role }: { readonly role?: IRole }): readonly string[] {
  if (!role) throw new Error('there is no role');
  const its = Stack.of(role);
  const name = JSON.stringify(its.resolve(role.roleName));
  const resources = Object.values(Template.fromStack(its).toJSON()['Resources'] as Record<string, Policy>);
  const statements = resources
    .filter(({ Properties: { Roles = [] } = {} }) => Roles.some((each) => JSON.stringify(each) === name))
    .flatMap(({ Properties }) => Properties?.PolicyDocument?.Statement ?? []);
  return [...new Set(statements.flatMap(({ Action }) => Action))].filter((each) => !each.startsWith('kms:')).toSorted();
}

interface Policy {
  readonly Properties?: {
    readonly Roles?: readonly unknown[];
    readonly PolicyDocument?: { readonly Statement: readonly { readonly Action: string | readonly string[] }[] };
  };
}
`;

/** That the code finds what it reads. The person's stack may give it more. */
function environmentTest({ resource, names, code, parts }: EmittedResource): readonly Code[] {
  const given = parts.environment.filter(({ value }) => value !== undefined);
  if (code.allows === undefined || given.length === 0) return [];
  const Variables = object(Object.fromEntries(given.map(({ name, value }) => [name, value])));
  return [
    `test(${quote(`${resource.name} is told of what it calls`)}, () => {
expect(propertiesOf(stack.${names.member})).toMatchObject({ Environment: { Variables: ${Variables} } });
});`,
  ];
}

/**
 * Least privilege: the drawing's own class allows what is drawn and nothing else. Of an app of several stacks there are only
 * the person's, which may allow more.
 */
function rightsTests({ resources, connections }: Emitted, isOneOfSeveral: boolean): readonly Code[] {
  return resources.flatMap(({ resource, names, code }) => {
    if (code.allows === undefined) return [];
    const allowed = connections.flatMap(({ code: { allows = [] } }) =>
      [allows].flat().flatMap((each) => (each.resource === resource.id ? each.actions : [])),
    );
    const actions = literal([...new Set([...code.allows, ...allowed])].toSorted(compare));
    return [
      isOneOfSeveral
        ? `test(${quote(`${resource.name} may do what is drawn`)}, () => {
expect(actionsOf(stack.${names.member})).toEqual(expect.arrayContaining(${actions}));
});`
        : `test(${quote(`${resource.name} may do what is drawn, and nothing else`)}, () => {
expect(actionsOf(drawn.${names.member})).toEqual(${actions});
});`,
    ];
  });
}
