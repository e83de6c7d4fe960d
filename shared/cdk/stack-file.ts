/** lib/generated/<name>-architecture.ts: the drawing as a stack. */
import type { Helper, NagAcknowledgement, StackSetting } from '#shared/model/cdk';
import { inWords } from '#shared/model/cdk-helpers';
import { type Code, documentation, lineComment, object, quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import type { EmittedConnection, EmittedResource } from './collect';
import { importLines } from './imports';
import type { ProjectNames, StackNames } from './names';
import { mentionsIn } from './stack-dependencies';
import type { AppStack, Elsewhere } from './stacks';

export interface StackFile {
  readonly text: Code;
  readonly settings: readonly StackSetting[];
  /** What it refers to in other stacks, by member. */
  readonly references: readonly StackReference[];
}

export interface StackReference {
  readonly member: string;
  readonly type: Code;
  readonly resource: EmittedResource;
  /** Of the stack that has it. */
  readonly stack: StackNames;
}

/** @param isOneOfSeveral whether the app has its groups as stacks, each of which is given what it refers to in others */
export function stackFile(
  { names: project, emitted, elsewhere, acknowledgements: said }: AppStack,
  header: string,
  isOneOfSeveral: boolean,
): StackFile {
  const { resources, connections } = emitted;
  const all = [...resources, ...connections];
  const helpers = distinct(all.flatMap(({ code }) => code.helpers ?? []));
  const classes = helpers.filter(({ kind }) => kind === 'class').map(({ code }) => code);
  const wired = connectionsCode(connections);
  const acknowledged = acknowledgements([...all.flatMap(({ code }) => code.acknowledgements ?? []), ...said]);
  const settings = distinct(all.flatMap(({ code }) => code.settings ?? []));
  const made = resources.map(resourceCode).join('\n\n');
  const methods = helpers.filter(({ kind }) => kind === 'method').map(({ code }) => code);
  const references = referencesIn([made, wired, acknowledged].join('\n'), elsewhere);
  const given = references.length === 0 ? settings : [...settings, referencesSetting(project)];
  // Stated whatever is in it: the person’s file, which may be edited, imports it by name.
  const propsType = `${project.className}Props`;
  // Of several, each is stated the same way whether it refers to others today or not: its extension is the person's.
  const needsProps = isOneOfSeveral || given.some(({ fallback }) => fallback === undefined);
  const body = `
${classes.join('\n')}

${referencesCode(references, project)}

${settingsCode(given, project, references.length > 0)}

/** ${isOneOfSeveral ? 'Its part of the drawing' : 'The drawing'} as a stack: a public member for each resource. Extended by lib/${project.slug}-stack.ts. */
export class ${project.className}Architecture extends Stack {
${[...resources.map(memberCode), ...references.map(referenceMemberCode)].join('\n')}
  /** Alarms at the limits of the design, and a dashboard. */
  public readonly monitoring: ${project.className}Monitoring;

  constructor(scope: Construct, id: string, props: ${propsType}${needsProps ? '' : ' = {}'}) {
${superCall(given)}
${references.map(({ member }) => `this.${member} = references.${member};`).join('\n')}

${made}

${wired === '' ? '' : 'this.#connect();'}
    this.monitoring = new ${project.className}Monitoring(this, 'Monitoring', this);
${acknowledged === '' ? '' : 'this.#acknowledge();'}
  }

${wired === '' ? '' : `/** The connections of the drawing: permissions, mappings, subscriptions, integrations. */\n#connect(): void {\n${wired}\n}`}

${acknowledged === '' ? '' : `/** What cdk-nag asks for and the drawing does not have, with the reason. */\n#acknowledge(): void {\n${acknowledged}\n}`}

${methods.join('\n')}
}
`;
  const sources = /\bSOURCES\b/.test(body)
    ? `/** Source files of the functions, a folder each. */\nconst SOURCES = join(__dirname, '../../src/handlers');\n`
    : '';
  const imports = importLines(
    `${sources}${body}`,
    [...all, ...references.map(({ resource }) => resource)].map(({ code }) => code.imports ?? {}),
    helpers.map(({ imports: own }) => own),
  );
  const local = `import { ${project.className}Monitoring } from './${project.slug}-monitoring';`;
  return {
    text: `${header}${imports}\n${local}\n\n${sources}${body}`,
    settings,
    references,
  };
}

const referencesSetting = ({ className }: ProjectNames): StackSetting => ({
  name: 'references',
  type: `${className}References`,
  help: 'What this stack refers to in others.',
});

function referencesIn(code: Code, elsewhere: readonly Elsewhere[]): readonly StackReference[] {
  const mentioned = new Set(mentionsIn(code));
  return elsewhere.flatMap(({ resource, stack }) =>
    [{ name: resource.names.member, type: resource.code.type }, ...(resource.code.target ? [resource.code.target] : [])]
      .filter(({ name }) => mentioned.has(name))
      .map(({ name, type }) => ({ member: name, type, resource, stack })),
  );
}

function referencesCode(references: readonly StackReference[], { className }: ProjectNames): Code {
  if (references.length === 0) return '';
  const fields = references.map(
    (reference) => `${referenceComment(reference)}\nreadonly ${reference.member}: ${reference.type};`,
  );
  return `/** What stands in other stacks, which are deployed before this one. */
export interface ${className}References {
${fields.join('\n')}
}`;
}

const referenceComment = ({ resource, stack }: StackReference): Code =>
  documentation(`${resource.resource.name}, in ${stack.className}Stack.`);

const referenceMemberCode = (reference: StackReference): Code =>
  `${referenceComment(reference)}\npublic readonly ${reference.member}: ${reference.type};`;

/** The first of each name. */
export function distinct<T extends StackSetting | Helper>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [item.name, item])).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Fields of an interface, for what is stated where stacks are made. */
export function settingFields(settings: readonly StackSetting[]): Code {
  return settings
    .map(
      ({ name, type, help, fallback }) =>
        `${documentation(fallback === undefined ? help : `${help} Default: ${fallback}.`)}\nreadonly ${name}${fallback === undefined ? '' : '?'}: ${type};`,
    )
    .join('\n');
}

function settingsCode(settings: readonly StackSetting[], { className }: ProjectNames, hasReferences: boolean): Code {
  const says =
    settings.length === 0
      ? 'What any stack takes: the drawing needs nothing else today'
      : `What the drawing cannot know${hasReferences ? ', and what is in other stacks' : ''}`;
  return `/** ${says}. */
export interface ${className}Props extends StackProps {
${settingFields(settings)}
}`;
}

function superCall(settings: readonly StackSetting[]): Code {
  if (settings.length === 0) return 'super(scope, id, props);';
  const names = settings.map(({ name, fallback }) => (fallback === undefined ? name : `${name} = ${fallback}`));
  return `const { ${names.join(', ')}, ...stackProps } = props;
    super(scope, id, stackProps);`;
}

function memberCode({ resource, names, code }: EmittedResource): Code {
  const line = `${resource.name}: ${resource.service.cardLine(resource.config)}`;
  const target = code.target
    ? `\n${documentation(`What calls ${resource.name}.`)}\npublic readonly ${code.target.name}: ${code.target.type};`
    : '';
  return `${documentation(line)}\npublic readonly ${names.member}: ${code.type};${target}`;
}

function resourceCode({ resource, names, code, properties }: EmittedResource): Code {
  return [
    lineComment(
      `${resource.name} (${resource.service.shortTitle.toLowerCase()}): ${resource.service.cardLine(resource.config)}`,
    ),
    `this.${names.member} = ${code.create(properties)};`,
    ...(code.target ? [`this.${code.target.name} = ${code.target.create};`] : []),
    ...(code.statements ?? []),
  ].join('\n');
}

/** Each connection by its line in the drawing's words; those that one statement covers stand together above it. */
function connectionsCode(connections: readonly EmittedConnection[]): Code {
  const covered = new Map<string, Connection[]>();
  for (const { connection, code } of connections) {
    if (code.coveredBy !== undefined) {
      covered.set(code.coveredBy, [...(covered.get(code.coveredBy) ?? []), connection]);
    }
  }
  return connections
    .filter(({ code }) => (code.statements ?? []).length > 0)
    .map(({ connection, code }) =>
      [
        ...[connection, ...(covered.get(connection.id) ?? [])].map((each) => lineComment(inWords(each))),
        ...(code.statements ?? []),
      ].join('\n'),
    )
    .join('\n\n');
}

function acknowledgements(all: readonly NagAcknowledgement[]): Code {
  if (all.length === 0) return '';
  const byConstruct = new Map<Code, NagAcknowledgement[]>();
  for (const each of all) {
    const known = byConstruct.get(each.on) ?? [];
    if (!known.some(({ rule }) => rule === each.rule)) known.push(each);
    byConstruct.set(each.on, known);
  }
  const statements = [...byConstruct].map(
    ([on, rules]) =>
      `Validations.of(${on}).acknowledge(${rules
        .map(({ rule, reason }) => object({ id: quote(rule), reason: quote(reason) }))
        .join(', ')});`,
  );
  return statements.join('\n');
}
