/** A drawing as a CDK app: files by path. Pure, so that the app and the command line write the same bytes. */
import type { SourceFile, StackSetting } from '#shared/model/cdk';
import type { Code } from '#shared/model/code';
import type { Finding } from '#shared/model/finding';
import type { Graph } from '#shared/model/graph';
import type { Emitted } from './collect';
import type { ExportFigures, LoadCurve } from './figures';
import { formatTypeScript } from './format';
import { type LoadTest, loadTestFile, loadTestOf, requestsFile } from './load-test';
import { monitoringFile } from './monitoring-file';
import { type ProjectNames, projectNames } from './names';
import {
  appFile,
  cdkFile,
  environmentFile,
  GITIGNORE,
  packageFile,
  personsStackFile,
  TSCONFIG,
  VITEST_CONFIG,
} from './project-files';
import { readme } from './readme';
import { readRecord, RECORD_PATH, recordOf, stacksLeft } from './record';
import { spokenGraph } from './spoken';
import { stackSizeFindings } from './stack-size';
import { stackFile } from './stack-file';
import { type PrintedStack, settingsOf, stacksFile } from './stacks-file';
import type { StackChoice } from './stack-choice';
import { planStacks, type StackGroup } from './stacks';
import { testFile } from './test-file';

export interface ExportOptions {
  /** Version of Spillway. */
  readonly version: string;
  /** Text of .spillway/export.json of an earlier export into the same folder: its project's names are kept. */
  readonly record?: string | undefined;
  /** The scenarios of the drawing: with them comes a load test. */
  readonly loads?: readonly LoadCurve[];
  /** Groups of the drawing, which may become stacks. */
  readonly groups?: readonly StackGroup[];
  /** Where not stated, as in the record; one stack where there is none. */
  readonly stacks?: StackChoice | undefined;
  /** Export although errors stand in the design. What cannot be written as code stops it all the same. */
  readonly force?: boolean;
}

export interface CdkExport {
  /** Text by path, sorted by path. Empty where the export is blocked. */
  readonly files: ReadonlyMap<string, string>;
  /** Paths that are the person's once edited. The others are renewed by each export. */
  readonly yours: ReadonlySet<string>;
  /** Names of the app's own stacks, in the order in which they are deployed. Empty where the export is blocked. */
  readonly stacks: readonly string[];
  /** Findings that stop the export. */
  readonly blocked?: readonly Finding[];
  /** Limits that do not hold at the load of the figures. They stop nothing: the code is what is drawn all the same. */
  readonly spills: readonly Finding[];
}

export async function exportCdk(
  drawing: Graph,
  figures: ExportFigures | undefined,
  { version, record: recordText, loads = [], force = false, groups = [], ...options }: ExportOptions,
): Promise<CdkExport> {
  const graph = spokenGraph(drawing);
  const record = readRecord(recordText);
  const project = record?.project ?? projectNames(graph.name);
  const choice = options.stacks ?? record?.stacks ?? 'one';
  const isSeveral = choice !== 'one';
  const planned = planStacks(graph, figures, groups, choice, project);
  const { emitted, stacks } = planned;
  const [spills, mistakes] = errors(figures);
  const blocked = [
    ...(force ? [] : mistakes),
    ...impossible(emitted),
    ...planned.circles,
    ...stacks.flatMap((stack) => stackSizeFindings(stack.emitted, isSeveral ? stack.title : undefined)),
  ];
  if (blocked.length > 0) return { files: new Map(), yours: new Set(), stacks: [], blocked, spills };

  const header = generatedHeader(graph.name, version);
  const load = loadTestOf(emitted, loads);
  const printed = stacks.map((stack) => ({ stack, file: stackFile(stack, header, isSeveral) }));
  const settings = settingsOf(printed);
  const app = isSeveral ? project : undefined;
  const generated = await formatted({
    ...Object.fromEntries(printed.flatMap((each) => generatedFiles(each, app, settings, graph, header))),
    [`lib/generated/${project.slug}-stacks.ts`]: isSeveral
      ? stacksFile(printed, project, graph.name, header)
      : undefined,
    'src/generated/env.ts': environmentFile(emitted, header),
    'load-test/load-test.ts': load && loadTestFile(load, header),
  });
  const left = stacksLeft(record, stacks);
  const printedStacks = isSeveral ? printed : undefined;
  generated.set('README.md', readme(graph, emitted, figures, spills, project, load, printedStacks, left));

  const yours = await formatted({
    'bin/app.ts': appFile(project, graph.name, graph.account, settings, isSeveral),
    ...Object.fromEntries(stacks.map(({ names }) => [`lib/${names.slug}-stack.ts`, personsStackFile(names)])),
    'load-test/requests.ts': load && requestsFile(load),
  });
  for (const file of sources(emitted)) {
    yours.set(file.path, file.format === 'typescript' ? await formatTypeScript(file.text) : file.text);
  }
  for (const [path, text] of plainFiles(emitted, project, settings, load, isSeveral)) yours.set(path, text);

  const all = new Map([...generated, ...yours]);
  all.set(RECORD_PATH, recordOf(version, project, choice, stacks, generated, yours, left));
  return {
    files: new Map([...all].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    yours: new Set(yours.keys()),
    stacks: stacks.map(({ names }) => names.stackId),
    spills,
  };
}

/** Of a stack: what it is, its monitoring and its tests. */
function generatedFiles(
  { stack: { names, emitted }, file }: PrintedStack,
  app: ProjectNames | undefined,
  settings: readonly StackSetting[],
  { account: { region } }: Graph,
  header: string,
): readonly (readonly [path: string, text: Code])[] {
  return [
    [`lib/generated/${names.slug}-architecture.ts`, file.text],
    [`lib/generated/${names.slug}-monitoring.ts`, monitoringFile(emitted, names, header)],
    [`test/${names.slug}.test.ts`, testFile(emitted, names, settings, region, header, app)],
  ];
}

/** What the load does to the design, and what is wrong with it whatever the load. */
function errors(
  figures: ExportFigures | undefined,
): readonly [spills: readonly Finding[], mistakes: readonly Finding[]] {
  const standing = (figures?.findings ?? []).filter(
    ({ severity, acknowledged }) => severity === 'error' && acknowledged === undefined,
  );
  return [standing.filter(({ owner }) => owner === 'capacity'), standing.filter(({ owner }) => owner !== 'capacity')];
}

function impossible({ resources, connections }: Emitted): readonly Finding[] {
  const found = [
    ...resources.map(({ resource, code }) => ({ at: { resource: resource.id }, message: code.impossible })),
    ...connections.map(({ connection, code }) => ({ at: { connection: connection.id }, message: code.impossible })),
  ];
  return found.flatMap(({ at, message }) =>
    message === undefined ? [] : [{ rule: 'export/can-be-deployed', owner: 'check', severity: 'error', at, message }],
  );
}

const generatedHeader = (name: string, version: string): Code =>
  `// Generated by Spillway ${version} from the drawing “${name}”. The next export replaces this file: change the drawing instead.\n`;

async function formatted(files: Readonly<Record<string, Code | undefined>>): Promise<Map<string, string>> {
  const result = new Map<string, string>();
  for (const [path, text] of Object.entries(files)) {
    if (text !== undefined) result.set(path, await formatTypeScript(text));
  }
  return result;
}

function sources({ resources }: Emitted): readonly SourceFile[] {
  return resources.flatMap(({ code, parts }) => code.files?.(parts) ?? []);
}

function plainFiles(
  emitted: Emitted,
  project: ProjectNames,
  settings: Parameters<typeof cdkFile>[0],
  load: LoadTest | undefined,
  isSeveral: boolean,
): readonly (readonly [path: string, text: string])[] {
  return [
    ['package.json', packageFile(emitted, project, load !== undefined, isSeveral)],
    ['cdk.json', cdkFile(settings)],
    ['tsconfig.json', TSCONFIG],
    ['vitest.config.mts', VITEST_CONFIG],
    ['.gitignore', GITIGNORE],
  ];
}
