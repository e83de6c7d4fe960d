/** test/<name>.test.ts: the drawing's own figures, asserted on the template of the person's stack. */
import type { StackSetting, TemplateCheck } from '#shared/model/cdk';
import { type Code, object, quote } from '#shared/model/code';
import type { Emitted } from './collect';
import type { ProjectNames } from './names';
import { contextProps } from './project-files';
import { stacksFunction, stackVariable } from './stacks-file';

/** @param app names of the app where its groups are stacks; undefined for an app of one stack */
export function testFile(
  { resources, connections }: Emitted,
  names: ProjectNames,
  settings: readonly StackSetting[],
  region: string,
  header: string,
  app: ProjectNames | undefined,
): Code {
  const { slug, className } = names;
  const checks = [...resources, ...connections].flatMap(({ code }) => code.checks ?? []);
  const hasAlarmsApart = resources.some(({ code }) => code.alarms?.some((alarm) => alarm.region !== undefined));
  const tests = numbered(checks)
    .map((check) => testCode(check, app !== undefined))
    .join('\n\n');
  return `${header}
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type CfnElement, Stack } from 'aws-cdk-lib';
import { ${tests.includes('Match.') ? 'Match, ' : ''}Template } from 'aws-cdk-lib/assertions';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { afterAll, beforeAll, expect, test } from 'vitest';
${app ? `import { ${stacksFunction(app)} } from '../lib/generated/${app.slug}-stacks';\n` : ''}import ${app ? 'type ' : ''}{ ${className}Stack } from '../lib/${slug}-stack';

let stack: ${className}Stack;
let template: Template;

beforeAll(() => {
  const { context } = JSON.parse(readFileSync(join(__dirname, '../cdk.json'), 'utf8')) as { context: Record<string, unknown> };
  // Without bundling: the template is looked at, not the code.
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  stack = ${
    app
      ? `${stacksFunction(app)}(app${propsOf(settings, region)}).${stackVariable(names)}`
      : `new ${className}Stack(app, ${quote(className)}${propsOf(settings, region)})`
  };
  template = Template.fromStack(stack);
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
