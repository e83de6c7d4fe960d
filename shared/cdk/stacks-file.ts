/** lib/generated/<name>-stacks.ts, of an app whose groups are stacks: makes them in order and hands each what it refers to. */
import type { StackSetting } from '#shared/model/cdk';
import { type Code, object, type Properties, quote } from '#shared/model/code';
import { importLines } from './imports';
import { type ProjectNames, variableName } from './names';
import { distinct, settingFields, type StackFile } from './stack-file';
import type { AppStack } from './stacks';

export interface PrintedStack {
  readonly stack: AppStack;
  readonly file: StackFile;
}

/** `orderPipelineStacks`. */
export const stacksFunction = ({ className }: ProjectNames): string => `${variableName(className)}Stacks`;

/** `orderPipelineBillingStack`: its name among what the function returns. */
export const stackVariable = ({ className }: ProjectNames): string => `${variableName(className)}Stack`;

/** What is stated once for all stacks. */
export const settingsOf = (stacks: readonly PrintedStack[]): readonly StackSetting[] =>
  distinct(stacks.flatMap(({ file }) => file.settings));

export function stacksFile(
  stacks: readonly PrintedStack[],
  project: ProjectNames,
  title: string,
  header: string,
): Code {
  const settings = settingsOf(stacks);
  const propsType = settings.length === 0 ? 'StackProps' : `${project.className}Settings`;
  const needsProps = settings.some(({ fallback }) => fallback === undefined);
  const body = `
${settings.length === 0 ? '' : `/** What the drawing cannot know: stated once, for all stacks. */\nexport interface ${propsType} extends StackProps {\n${settingFields(settings)}\n}`}

/** The stacks of the drawing, in the order in which they are deployed: each is given what it refers to in those before it. */
export function ${stacksFunction(project)}(scope: Construct, props: ${propsType}${needsProps ? '' : ' = {}'}) {
${stacks.map((each, at) => madeCode(each, stacks.slice(0, at), title)).join('\n')}
  return { ${stacks.map(({ stack }) => stackVariable(stack.names)).join(', ')} };
}
`;
  const local = stacks
    .map(({ stack: { names } }) => `import { ${names.className}Stack } from '../${names.slug}-stack';`)
    .toSorted();
  return `${header}${importLines(body)}\n${local.join('\n')}\n${body}`;
}

function madeCode({ stack, file }: PrintedStack, before: readonly PrintedStack[], title: string): Code {
  const { names } = stack;
  const further = file.settings.flatMap((setting) => {
    const first = before.find((each) => each.file.settings.some(({ name }) => name === setting.name));
    return setting.further === undefined || !first ? [] : [{ setting, value: setting.further, first: first.stack }];
  });
  const own: Properties = {
    ...Object.fromEntries(further.map(({ setting, value }) => [setting.name, value])),
    references:
      file.references.length === 0
        ? undefined
        : object(
            Object.fromEntries(
              file.references.map(({ member, stack: its }) => [member, `${stackVariable(its)}.${member}`]),
            ),
          ),
  };
  const stated = object(own);
  const description = quote(stack.title === title ? title : `${title}: ${stack.title}`);
  const props = `{ description: ${description}, ...props, ${stated.slice(1)}`;
  return [
    `const ${stackVariable(names)} = new ${names.className}Stack(scope, ${quote(names.stackId)}, ${props});`,
    ...further.map(
      ({ setting, first }) =>
        `// ${stackVariable(first.names)} has ${setting.name} for the whole account.\n${stackVariable(names)}.addStackDependency(${stackVariable(first.names)});`,
    ),
  ].join('\n');
}
