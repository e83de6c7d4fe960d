/** lib/generated/<name>-architecture.ts: the drawing as a stack. */
import type { Helper, NagAcknowledgement, StackSetting } from '#shared/model/cdk';
import { inWords } from '#shared/model/cdk-helpers';
import { type Code, documentation, lineComment, object, quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import type { Emitted, EmittedConnection, EmittedResource } from './collect';
import { importLines } from './imports';
import type { ProjectNames } from './names';

export interface StackFile {
  readonly text: Code;
  readonly settings: readonly StackSetting[];
}

export function stackFile(emitted: Emitted, project: ProjectNames, header: string): StackFile {
  const { resources, connections } = emitted;
  const settings = distinct([...resources, ...connections].flatMap(({ code }) => code.settings ?? []));
  const helpers = distinct([...resources, ...connections].flatMap(({ code }) => code.helpers ?? []));
  const classes = helpers.filter(({ kind }) => kind === 'class').map(({ code }) => code);
  const wired = connectionsCode(connections);
  const acknowledged = acknowledgements(emitted);
  const body = `
${classes.join('\n')}

${settingsCode(settings, project)}

/** The drawing as a stack: a public member for each resource. Extended by lib/${project.slug}-stack.ts. */
export class ${project.className}Architecture extends Stack {
${resources.map(memberCode).join('\n')}
  /** Alarms at the limits of the design, and a dashboard. */
  public readonly monitoring: ${project.className}Monitoring;

  constructor(scope: Construct, id: string, ${propsParameter(settings, project)}) {
${superCall(settings)}

${resources.map(resourceCode).join('\n\n')}

${wired === '' ? '' : 'this.#connect();'}
    this.monitoring = new ${project.className}Monitoring(this, 'Monitoring', this);
${acknowledged === '' ? '' : 'this.#acknowledge();'}
  }

${wired === '' ? '' : `/** The connections of the drawing: permissions, mappings, subscriptions, integrations. */\n#connect(): void {\n${wired}\n}`}

${acknowledged === '' ? '' : `/** What cdk-nag asks for and the drawing does not have, with the reason. */\n#acknowledge(): void {\n${acknowledged}\n}`}

${helpers
  .filter(({ kind }) => kind === 'method')
  .map(({ code }) => code)
  .join('\n')}
}
`;
  const sources = /\bSOURCES\b/.test(body)
    ? `/** Source files of the functions, a folder each. */\nconst SOURCES = join(__dirname, '../../src/handlers');\n`
    : '';
  const imports = importLines(
    `${sources}${body}`,
    [...resources, ...connections].map(({ code }) => code.imports ?? {}),
    helpers.map(({ imports: own }) => own),
  );
  const local = `import { ${project.className}Monitoring } from './${project.slug}-monitoring';`;
  return { text: `${header}${imports}\n${local}\n\n${sources}${body}`, settings };
}

/** The first of each name. */
function distinct<T extends StackSetting | Helper>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [item.name, item])).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function settingsCode(settings: readonly StackSetting[], { className }: ProjectNames): Code {
  if (settings.length === 0) return '';
  const fields = settings.map(
    ({ name, type, help, fallback }) =>
      `${documentation(fallback === undefined ? help : `${help} Default: ${fallback}.`)}\nreadonly ${name}${fallback === undefined ? '' : '?'}: ${type};`,
  );
  return `/** What the drawing cannot know. */
export interface ${className}Props extends StackProps {
${fields.join('\n')}
}`;
}

export function propsType(settings: readonly StackSetting[], { className }: ProjectNames): Code {
  return settings.length === 0 ? 'StackProps' : `${className}Props`;
}

export const needsProps = (settings: readonly StackSetting[]): boolean =>
  settings.some(({ fallback }) => fallback === undefined);

function propsParameter(settings: readonly StackSetting[], project: ProjectNames): Code {
  return `props: ${propsType(settings, project)}${needsProps(settings) ? '' : ' = {}'}`;
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

function acknowledgements({ resources, connections }: Emitted): Code {
  const all = [...resources, ...connections].flatMap(({ code }) => code.acknowledgements ?? []);
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
