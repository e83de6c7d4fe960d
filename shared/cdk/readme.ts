/** README.md of an exported app: the picture, the assumptions, the limits with their figures, and how to go on. */
import { describeFields, type FieldDescription } from '#shared/model/field';
import { figure, grouped, usdText } from '#shared/model/figures';
import type { Finding, Location } from '#shared/model/finding';
import type { Config, Graph } from '#shared/model/graph';
import { listed } from '#shared/model/wording';
import { mermaid } from '#shared/picture/mermaid';
import { type Emitted, regionsApart } from './collect';
import type { ExportFigures } from './figures';
import { type LoadTest, loadTestText } from './load-test';
import type { ProjectNames } from './names';
import { roughResources } from './stack-size';
import { destroyCommand } from './record';
import type { PrintedStack } from './stacks-file';
import { type StackApart, stacksApart } from './stacks';

export function readme(
  graph: Graph,
  emitted: Emitted,
  figures: ExportFigures | undefined,
  spills: readonly Finding[],
  { slug }: ProjectNames,
  load: LoadTest | undefined,
  stacks: readonly PrintedStack[] | undefined,
  left: readonly string[],
): string {
  return [
    `# ${graph.name}`,
    'An AWS CDK app, exported from a drawing by Spillway.',
    `\`\`\`mermaid\n${mermaid(graph)}\`\`\``,
    todo(emitted, stacks !== undefined),
    leftText(left),
    limits(graph, figures, spills),
    assumptions(graph),
    quotas(graph),
    stacks ? stacksText(stacks) : '',
    WORK(slug, [graph.account.region, ...regionsApart(emitted)], load !== undefined, stacks),
    load ? loadTestText(load) : '',
  ]
    .filter((section) => section !== '')
    .join('\n\n')
    .concat('\n');
}

/** From here on it is worth a word that CloudFormation takes 500 resources in a stack (as of 2026-11-23). */
const WORTH_A_WORD = 400;

function todo(emitted: Emitted, isSeveral: boolean): string {
  const { resources, connections } = emitted;
  const roughly = roughResources(emitted);
  const notes = [
    ...new Set([...resources, ...connections].flatMap(({ code }) => code.notes ?? [])),
    ...(roughly > WORTH_A_WORD && !isSeveral
      ? [
          `CloudFormation takes 500 resources in a stack, and this one has about ${roughly}: if it is refused, split the drawing at a queue or topic, or export its groups as stacks.`,
        ]
      : []),
  ];
  return notes.length === 0 ? '' : `## Before you deploy\n\n${notes.map((note) => `- ${note}`).join('\n')}`;
}

function limits(graph: Graph, figures: ExportFigures | undefined, spills: readonly Finding[]): string {
  if (!figures) return '';
  const { resources } = graph;
  const nameOf = (id: string): string => resources.find((resource) => resource.id === id)?.name ?? id;
  const { sustains, ladder, entryPerSecond, cost } = figures;
  const verdict = sustains
    ? sustains.perSecond === 0
      ? `The design is drawn at ${rate(entryPerSecond)} and sustains no load: work circles for ever at ${nameOf(sustains.resource)}. Break the loop before it is deployed.`
      : `The design is drawn at ${rate(entryPerSecond)} and sustains ${rate(sustains.perSecond)}: then ${nameOf(sustains.resource)} reaches its limit (${sustains.title}).`
    : `The design is drawn at ${rate(entryPerSecond)}; no limit moves with the load.`;
  const rows = ladder
    .slice(0, MAX_ROWS)
    .map(
      (step) =>
        `| ${rate(step.perSecond)} | ${nameOf(step.resource)} | ${cell(step.title)} | ${cell(step.beyond)} | ${step.grade} |`,
    );
  return [
    '## What it bears',
    verdict,
    spills.length === 0
      ? ''
      : `**It spills at the drawn load:**\n\n${spills.map(({ at, message }) => `- ${placeName(graph, at)}: ${cell(message)}`).join('\n')}`,
    rows.length === 0
      ? ''
      : `| At | Resource | Limit | Beyond it | Figure |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`,
    `An estimate of the cost: ${usdText(cost.usdPerMonth)} a month at the drawn load (730 h, ${cost.region}, list prices of ${cost.asOf} or later; the alarms and the dashboard of this app come on top).`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function placeName({ resources, connections }: Graph, at: Location): string {
  const connection = connections.find(({ id }) => id === at.connection);
  if (connection) return `${connection.from.resource.name} → ${connection.to.resource.name}`;
  return resources.find(({ id }) => id === at.resource)?.name ?? 'the design';
}

const MAX_ROWS = 12;
const rate = (perSecond: number): string => `${figure(Number(perSecond.toPrecision(4)))}/s`;
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** What is assumed and not set anywhere in AWS: the estimate stands and falls with it. */
function assumptions({ resources, connections }: Graph): string {
  const rows = [
    ...resources.flatMap(({ name, service, config }) => rowsOf(name, service.config, config)),
    ...connections.flatMap(({ from, to, kind, config }) =>
      rowsOf(`${from.resource.name} → ${to.resource.name}`, kind.config, config, true),
    ),
  ];
  if (rows.length === 0) return '';
  return `## Assumptions\n\nThe figures above rest on these. Measure them, and draw what you find.\n\n| Where | Assumption | Value |\n| --- | --- | --- |\n${rows.join('\n')}`;
}

/** Of connections, and of the settings that are folded away, only what somebody set. */
function rowsOf(
  where: string,
  schema: Parameters<typeof describeFields>[0],
  config: Config,
  onlyChanged = false,
): readonly string[] {
  return describeFields(schema)
    .filter((field) => field.defaultFrom === 'assumption' && MEASURABLE.has(field.kind) && applies(field, config))
    .filter(
      (field) =>
        config[field.name] !== undefined &&
        ((!onlyChanged && field.group !== 'more') || config[field.name] !== field.default),
    )
    .map((field) => `| ${cell(where)} | ${field.title} | ${valueOf(field, config[field.name])} |`);
}

/** Choices are design, not assumptions. */
const MEASURABLE: ReadonlySet<string> = new Set(['duration', 'size', 'count', 'rate', 'ratio', 'distribution']);

function applies({ appliesWhen }: FieldDescription, config: Config): boolean {
  if (!appliesWhen) return true;
  const value = config[appliesWhen.field];
  return (typeof value === 'string' || typeof value === 'boolean') && appliesWhen.is.includes(value);
}

function valueOf(field: FieldDescription, value: unknown): string {
  if (field.kind === 'distribution' && value !== null && typeof value === 'object') {
    const { distribution, mean, scv } = value as { distribution: string; mean: number; scv: number };
    return `${figure(mean)} s on average, ${distribution}${distribution === 'lognormal' ? `, squared coefficient of variation ${figure(scv)}` : ''}`;
  }
  if (typeof value !== 'number') return cell(String(value));
  switch (field.kind) {
    case 'duration':
      return `${figure(value)} s`;
    case 'size':
      return `${grouped(value)} bytes`;
    case 'rate':
      return `${figure(value)}/s`;
    default:
      return field.unit === undefined ? figure(value) : `${figure(value)} ${field.unit}`;
  }
}

/** Quotas that the account must have for the figures to hold. */
function quotas({ account }: Graph): string {
  const own = Object.entries(account.quotas).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (own.length === 0) return '';
  return `## Quotas\n\nThe figures count on these values of the account, which may differ from AWS’s defaults.\n\n| Quota | Value |\n| --- | --- |\n${own
    .map(([id, value]) => `| ${id} | ${figure(value)} |`)
    .join('\n')}`;
}

/** Nothing of the app names them any more, so that no deployment of it takes them away. */
function leftText(left: readonly string[]): string {
  if (left.length === 0) return '';
  const [they, were, are] = left.length === 1 ? ['it', 'was', 'is'] : ['they', 'were', 'are'];
  return `## ${left.length === 1 ? 'A stack that is' : 'Stacks that are'} no more

${left.map((path) => `\`${path}\``).join(', ')} ${were} made by an earlier export into this folder, and the app does not make ${left.length === 1 ? 'it' : 'them'} any more. Where
${they} ${are} deployed, nothing takes ${left.length === 1 ? 'it' : 'them'} away: functions, mappings, subscriptions and rules there go on working beside the new
ones. Before you deploy, destroy ${left.length === 1 ? 'it' : 'them'} from the earlier export, which you check out beside this one:

\`\`\`sh
${destroyCommand(left)}
\`\`\`

Queues, streams, tables and buckets that are kept stay in the account with what they hold. References between stacks are
weak as exported (\`cdk.json\`): what another stack refers to can be removed all the same. Where you made them strong,
CloudFormation refuses that (“export in use”) until a first deployment without the reference, or until the stack that
refers to it is destroyed. Once ${they} ${are} gone, take the name${left.length === 1 ? '' : 's'} out of \`left\` in \`.spillway/export.json\` and export again.`;
}

/** In the order in which they are deployed, each with those that are within it. */
function stacksText(stacks: readonly PrintedStack[]): string {
  const rows = stacks.flatMap(({ stack, file }) => {
    const { names, title, emitted } = stack;
    const before = [...new Set(file.references.map(({ stack: its }) => its.stackId))].toSorted();
    const namesOf = (region: string | undefined): string =>
      emitted.resources
        .filter(({ code }) => code.apartIn === region)
        .map(({ resource }) => cell(resource.name))
        .join(', ');
    const apart = stacksApart(stack);
    const rowOf = ({ name, region, isOfAlarms }: StackApart): string =>
      `| ${name} (${region}) | ${cell(title)} | ${isOfAlarms ? 'alarms on what AWS measures there' : namesOf(region)} | ${isOfAlarms ? names.stackId : ''} |`;
    const first = apart.filter(({ isOfAlarms }) => !isOfAlarms);
    const refersTo = [...before, ...first.map(({ name }) => name)].join(', ');
    return [
      ...first.map(rowOf),
      `| ${names.stackId} | ${cell(title)} | ${namesOf(undefined)} | ${refersTo} |`,
      ...apart.filter(({ isOfAlarms }) => isOfAlarms).map(rowOf),
    ];
  });
  const shared = stacks.filter(({ stack }) => stack.parts.length > 1);
  const says =
    shared.length === 0
      ? 'Each group of the drawing is a stack.'
      : `Each group of the drawing is a stack, but for those that would each have to be deployed before the other: ${shared.map(({ stack }) => `${listed(stack.parts.map(cell))} share ${stack.names.stackId}`).join('; ')}.`;
  return `## Stacks\n\n${says} They are deployed in this order; what one refers to in another it is given by \`lib/generated/\`.\n\n| Stack | Group | Resources | Refers to |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
}

const WORK = (
  slug: string,
  regions: readonly string[],
  hasLoadTest: boolean,
  stacks: readonly PrintedStack[] = [],
): string => `## Work with it

\`\`\`sh
npm install
npm test            # the drawing's figures, asserted on the template
npx cdk diff
npx cdk deploy${regions.length > 1 || stacks.length > 0 ? ' --all' : '     '} # to ${regions.join(' and ')}; once per account and Region: npx cdk bootstrap
\`\`\`

\`cdk synth\` runs AWS's validator and cdk-nag (AwsSolutions): an unacknowledged finding fails it.

| File | Whose |
| --- | --- |
| ${pathsOf(slug, stacks, (name) => `lib/${name}-stack.ts`)}, \`bin/app.ts\`, \`src/handlers/\`${hasLoadTest ? ', `load-test/requests.ts`' : ''}, settings of the tools | yours: renewed until you edit one, never after |
| \`lib/generated/\`, \`src/generated/\`${hasLoadTest ? ', `load-test/load-test.ts`' : ''}, ${pathsOf(slug, stacks, (name) => `test/${name}.test.ts`)}, \`README.md\`, \`.spillway/export.json\` | generated: replaced by each export |

To change the design, change the drawing and export again into this folder. What is yours and edited
stays as it is, and construct ids follow the frozen ids of the drawing, so that renaming or moving a resource replaces
nothing. Edits are told by the hashes in \`.spillway/export.json\`: a generated file with one is not overwritten unasked.${
  stacks.length > 0
    ? '\n\nA resource that goes to another group goes to another stack: CloudFormation makes it anew there.'
    : ''
}`;

function pathsOf(slug: string, stacks: readonly PrintedStack[], path: (slug: string) => string): string {
  const slugs = stacks.length === 0 ? [slug] : stacks.map(({ stack }) => stack.names.slug).toSorted();
  return slugs.map((each) => `\`${path(each)}\``).join(', ');
}
