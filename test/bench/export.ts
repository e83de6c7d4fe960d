/**
 * What an exported app takes and what it is, beside what `cdk migrate` makes of the same app's template: its engine,
 * cdk-from-cfn, in the same process and the same sitting. Rounds take turns and the best of each counts. Run by
 * `npm run bench:export`, bundled as the product is; it writes docs/export.md.
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve as absolute } from 'node:path';
import { transmute } from 'cdk-from-cfn';
import { exportCdk } from '#shared/cdk/export';
import { readDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import { figure } from '#shared/model/figures';
import type { Graph } from '#shared/model/graph';
import { type Column, markdownTable } from '#shared/report/table';
import { services } from '#shared/services/registry';
import { cdkModules, synthesise } from '../../main/cli/synthesise-app';
import { inScratchFolder } from '../../main/cli/scratch-folder';
import { type Drawn, drawing } from '../support/drawing';
import { grouped } from '../support/groups';
import { type Bundle, bundleSizes, weightsTable } from './bundle-sizes';

const rounds = Number(process.argv[2] ?? 9);
const EXAMPLES = ['order-pipeline', 'upload-pipeline', 'click-analytics', 'webhook-buffer', 'order-saga'] as const;
const modules = cdkModules([process.cwd()]);

interface Aim {
  readonly resources: number;
  readonly withinSeconds: number;
  first: number;
  best: number;
  files: number;
}

/** A client, and so many services that it calls: API, function, topic, two queues with functions, a dead-letter queue. */
function shop(times: number): { readonly graph: Graph; readonly groups: ReturnType<typeof grouped> } {
  const ids = Array.from({ length: times }, (_, at) => `s${at}`);
  const resources: Drawn['resources'] = {
    shoppers: ['client', { rate: 10 }],
    ...Object.assign(
      {},
      ...ids.map((id) => ({
        [`${id}-api`]: ['api-gateway'],
        [`${id}-order`]: ['lambda', { timeout: 10 }],
        [`${id}-events`]: ['sns'],
        [`${id}-billing`]: ['sqs', { visibilityTimeout: 180 }],
        [`${id}-failed`]: ['sqs', { retention: 1_209_600 }],
        [`${id}-charge`]: ['lambda', { timeout: 30 }],
        [`${id}-mails`]: ['sqs', { visibilityTimeout: 180 }],
        [`${id}-mail`]: ['lambda', { timeout: 30 }],
      })),
    ),
  };
  const connections = ids.flatMap((id): NonNullable<Drawn['connections']> => [
    ['client/http-request', 'shoppers', `${id}-api`],
    ['api-gateway/lambda-proxy', `${id}-api`, `${id}-order`],
    ['lambda/publish', `${id}-order`, `${id}-events`],
    ['sns/queue-subscription', `${id}-events`, `${id}-billing`],
    ['sns/queue-subscription', `${id}-events`, `${id}-mails`],
    ['lambda/queue-event-source', `${id}-billing`, `${id}-charge`],
    ['lambda/queue-event-source', `${id}-mails`, `${id}-mail`],
    ['sqs/redrive', `${id}-billing`, `${id}-failed`],
  ]);
  const graph = drawing({ resources, connections });
  const members = ids.map((id) => [id, Object.keys(resources).filter((each) => each.startsWith(`${id}-`))]);
  return { graph, groups: grouped(Object.fromEntries(members) as Record<string, string[]>) };
}

async function exportOf({ graph, groups }: ReturnType<typeof shop>): Promise<ReadonlyMap<string, string>> {
  const { files, blocked } = await exportCdk(graph, undefined, {
    version: '0.0.0',
    force: true,
    groups,
    stacks: groups.length > 2 ? 'groups' : 'one',
  });
  if (blocked) throw new Error(blocked.map(({ message }) => message).join('; '));
  return files;
}

async function seconds<T>(work: () => Promise<T> | T): Promise<readonly [taken: number, result: T]> {
  const from = performance.now();
  const result = await work();
  return [(performance.now() - from) / 1000, result];
}

async function aim(times: number, withinSeconds: number): Promise<Aim> {
  const drawn = shop(times);
  const [first, files] = await seconds(() => exportOf(drawn));
  let best = first;
  for (let round = 1; round < Math.min(rounds, 3); round += 1) {
    best = Math.min(best, (await seconds(() => exportOf(drawn)))[0]);
  }
  return { resources: drawn.graph.resources.length, withinSeconds, first, best, files: files.size };
}

interface Made {
  readonly lines: number;
  readonly l1: number;
  readonly l2: number;
  readonly typeErrors: number;
  readonly alarms: number;
}

interface Row {
  readonly example: string;
  readonly drawn: number;
  readonly inTemplate: number;
  ours: number;
  theirs: number;
  readonly app: Made & { readonly handlers: number; readonly tests: number };
  readonly bundles: readonly Bundle[];
  readonly migrated: Made;
}

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** Constructs of the CDK that a text makes: resources of CloudFormation as they are, and all others. */
function constructs(text: string): Pick<Made, 'l1' | 'l2'> {
  const made = [...text.matchAll(/\bnew (?:[\w]+\.)?([A-Z]\w+)\((?:this|scope)\b/g)].map(([, name = '']) => name);
  const l1 = made.filter((name) => name.startsWith('Cfn')).length;
  return { l1, l2: made.filter((name) => name !== 'Construct').length - l1 };
}

/** The file of the other, under the settings that a CDK app begins with. */
const MIGRATED_SETTINGS = JSON.stringify({
  compilerOptions: {
    target: 'ES2022',
    module: 'NodeNext',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
  },
  files: ['migrated.ts'],
});

/** What tsc finds under the tsconfig.json among the files. */
async function typeErrors(files: ReadonlyMap<string, string>): Promise<number> {
  return inScratchFolder('spillway-bench-', async (folder) => {
    await symlink(modules, join(folder, 'node_modules'), 'junction');
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const said = await new Promise<string>((settle) => {
      execFile(
        process.execPath,
        [join(modules, 'typescript/bin/tsc'), '-p', folder],
        { maxBuffer: 2 ** 26 },
        (_, out) => settle(out),
      );
    });
    return count(said, /error TS\d+/g);
  });
}

async function compare(example: (typeof EXAMPLES)[number]): Promise<Row> {
  const { document } = readDocument(await readFile(absolute(`shared/examples/${example}.spillway`), 'utf8'), services);
  if (!document) throw new Error(`${example} cannot be read`);
  const { graph } = resolve(document, services);
  const work = () => exportCdk(graph, undefined, { version: '0.0.0', force: true });
  const { files } = await work();
  const template = (await synthesise(files, modules)).find(({ isOwn }) => isOwn)?.template ?? '';
  const convert = (): string => transmute(template, 'typescript', 'Migrated', 'stack');
  let [ours, theirs] = [Infinity, Infinity];
  for (let round = 0; round < rounds; round += 1) {
    ours = Math.min(ours, (await seconds(work))[0]);
    theirs = Math.min(theirs, (await seconds(convert))[0]);
  }
  const migrated = convert();
  const code = [...files]
    .filter(([path]) => /^(?:bin|lib)\/.*\.ts$/.test(path))
    .map(([, text]) => text)
    .join('');
  const lines = (text: string): number => text.split('\n').length;
  return {
    example,
    drawn: graph.resources.length,
    inTemplate: Object.keys((JSON.parse(template) as { Resources: object }).Resources).length,
    ours,
    theirs,
    app: {
      lines: lines(code),
      ...constructs(code),
      handlers: [...files.keys()].filter((path) => path.startsWith('src/handlers/')).length,
      tests: count([...files].map(([, text]) => text).join('\n'), /^test\(/gm),
      alarms: count(code, /\.#alarm\(/g),
      typeErrors: await typeErrors(files),
    },
    bundles: await bundleSizes(files, modules),
    migrated: {
      lines: lines(migrated),
      ...constructs(migrated),
      alarms: count(migrated, /new cloudwatch\.CfnAlarm\(/g),
      typeErrors: await typeErrors(
        new Map([
          ['migrated.ts', migrated],
          ['tsconfig.json', MIGRATED_SETTINGS],
        ]),
      ),
    },
  };
}

const aims = [await aim(2, 1.5), await aim(25, 6)];
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const rows: Row[] = [];
for (const example of EXAMPLES) rows.push(await compare(example));

const ms = (value: number): string => figure(Number((value * 1000).toPrecision(2)));
const text = (title: string, of: (row: Row) => string): Column<Row> => ({ title, text: of });
const number = (title: string, of: (row: Row) => number): Column<Row> => ({
  title,
  text: (row) => String(of(row)),
  isRight: true,
});
const versions = JSON.parse(await readFile('package.json', 'utf8')) as { devDependencies: Record<string, string> };
const page = `# The exported app beside \`cdk migrate\`

<!-- Written by \`npm run bench:export\`: do not edit. -->

A drawing becomes a CDK app here; \`cdk migrate\` makes one of a template. Both are asked for the same system: the template that
the exported app synthesises to is given to cdk-from-cfn ${versions.devDependencies['cdk-from-cfn']}, the engine of \`cdk migrate\`, in the same process. Measured on
${new Date().toISOString().slice(0, 10)} with Node.js ${process.versions.node}, the best of ${rounds} rounds that take turns.

${markdownTable(
  [
    text('example', ({ example }) => example),
    number('drawn', ({ drawn }) => drawn),
    number('in the template', ({ inTemplate }) => inTemplate),
    text('Spillway, ms', ({ ours }) => ms(ours)),
    text('cdk-from-cfn, ms', ({ theirs }) => ms(theirs)),
    text('ratio', ({ ours, theirs }) => figure(Number((ours / theirs).toPrecision(2)))),
  ],
  rows,
)}
Spillway’s time is that of the whole app, formatted with Prettier: stack, alarms, handlers, tests, load test, README. The other is
one file as it comes, unformatted.

## What comes out

| | Spillway | cdk-from-cfn |
| --- | --- | --- |
${rows
  .flatMap(({ example, app, migrated }) => [
    `| **${example}** | | |`,
    `| lines of infrastructure, monitoring included | ${app.lines} | ${migrated.lines} |`,
    `| constructs written: L2 or higher / L1 | ${app.l2} / ${app.l1} | ${migrated.l2} / ${migrated.l1} |`,
    `| type errors under \`strict\` | ${app.typeErrors} | ${migrated.typeErrors} |`,
    `| handlers / tests / alarms written | ${app.handlers} / ${app.tests} / ${app.alarms} | 0 / 0 / ${migrated.alarms} |`,
  ])
  .join('\n')}

A helper of the app, such as its function with role and log group, is counted once however often it is called. Grants are
calls on constructs here (\`grants.sendMessages\`), and policy documents with names of resources there. Functions refer to
bundles that the template names and that are not made: their code is not in a template.

## What a function weighs

${weightsTable(rows)}

## Aims

| drawing | resources | files | first, s | best, s | aim, s |
| --- | --: | --: | --: | --: | --: |
${aims
  .map(
    ({ resources, files, first, best, withinSeconds }) =>
      `| ${resources < 100 ? 'one stack' : 'a stack for each eight'} | ${resources} | ${files} | ${first.toFixed(2)} | ${best.toFixed(2)} | ${withinSeconds} |`,
  )
  .join('\n')}

In process, formatting included; the first loads Prettier. The process had ${Math.round(peakMegabytes)} MB at most after both, with an aim of 300 MB.
`;
await writeFile('docs/export.md', page);
console.log(page);
for (const { resources, first, withinSeconds } of aims)
  if (first > withinSeconds) console.log(`missed: ${resources} resources`);
