import { expect, test } from 'vitest';
import { type CdkExport, exportCdk } from '#shared/cdk/export';
import { pathsToRead, planExport } from '#shared/cdk/plan-export';
import { RECORD_PATH } from '#shared/cdk/record';
import { type Drawn, drawing } from '../support/drawing';

const small: Drawn = {
  resources: { jobs: ['sqs'], worker: ['lambda'] },
  connections: [['lambda/queue-event-source', 'jobs', 'worker']],
};
const grown: Drawn = {
  resources: { ...small.resources, done: ['sns'] },
  connections: [...(small.connections ?? []), ['lambda/publish', 'worker', 'done']],
};
const ARCHITECTURE = 'lib/generated/test-architecture.ts';
const HANDLER = 'src/handlers/worker/index.ts';

async function exported(drawn: Drawn, record?: string): Promise<CdkExport> {
  return exportCdk(drawing(drawn), undefined, { version: '1.0.0', record });
}

test('into an empty folder everything is written', async () => {
  const app = await exported(small);
  const plan = planExport(new Map(), app);
  expect(plan.outcome).toBe('go');
  expect([...plan.writes.keys()]).toEqual([...app.files.keys()]);
});

test('exporting the same drawing again writes nothing', async () => {
  const app = await exported(small);
  const plan = planExport(app.files, await exported(small));
  expect(plan.writes.size).toBe(0);
  expect(plan.unchanged).toEqual([...app.files.keys()]);
});

test('files of the person’s are left byte for byte, generated ones follow the drawing', async () => {
  const before = new Map((await exported(small)).files);
  const mine = `${before.get(HANDLER)}\n// mine\n`;
  before.set(HANDLER, mine);
  before.set('lib/test-stack.ts', '// mine too\n');
  const app = await exported(grown, before.get(RECORD_PATH));
  const plan = planExport(before, app);
  const after = new Map([...before, ...plan.writes]);
  expect(plan.kept).toEqual(['lib/test-stack.ts', 'package.json', HANDLER].toSorted());
  expect(after.get(HANDLER)).toBe(mine);
  expect(after.get('lib/test-stack.ts')).toBe('// mine too\n');
  expect(after.get(ARCHITECTURE)).toBe(app.files.get(ARCHITECTURE));
});

test('what package.json lacks for the new connections is said, not written', async () => {
  const before = (await exported(small)).files;
  const { advice, writes } = planExport(before, await exported(grown));
  expect(advice).toEqual(['package.json lacks what the drawing now needs: npm install @aws-sdk/client-sns@3.1169.0']);
  expect(writes.has('package.json')).toBe(false);
});

test('a generated file that was edited by hand stops the export, and shows what would be lost', async () => {
  const before = new Map((await exported(small)).files);
  before.set(ARCHITECTURE, before.get(ARCHITECTURE)?.replace('memorySize: 128', 'memorySize: 2048') ?? '');
  const plan = planExport(before, await exported(grown));
  expect(plan.outcome).toBe('stop');
  expect(plan.writes.size).toBe(0);
  expect(plan.edited.map(({ path }) => path)).toEqual([ARCHITECTURE]);
  expect(plan.edited[0]?.difference).toContain('-      memorySize: 2048,\n+      memorySize: 128,');
});

test('asked to, it writes beside the edited file, or over it', async () => {
  const before = new Map((await exported(small)).files);
  before.set(ARCHITECTURE, '// edited\n');
  const app = await exported(grown);
  const beside = planExport(before, app, 'beside');
  expect(beside.writes.get(`${ARCHITECTURE}.new`)).toBe(app.files.get(ARCHITECTURE));
  expect(beside.writes.has(ARCHITECTURE)).toBe(false);
  expect(planExport(before, app, 'overwrite').writes.get(ARCHITECTURE)).toBe(app.files.get(ARCHITECTURE));
});

test('a generated file without a record counts as edited: nobody knows whose it is', async () => {
  const before = new Map([[ARCHITECTURE, 'export {};\n']]);
  expect(planExport(before, await exported(small)).outcome).toBe('stop');
});

test('a generated file that is needed no more is removed, a handler of the person’s only spoken of', async () => {
  const before = (await exported(grown)).files;
  const app = await exported({ resources: { jobs: ['sqs'] } }, before.get(RECORD_PATH));
  const plan = planExport(before, app);
  expect(plan.removes).toEqual(['src/generated/env.ts']);
  expect(plan.advice).toContain(LEFT_OVER);
});

const LEFT_OVER = `${HANDLER} belongs to nothing in the drawing any more: it is yours to remove, with what you added there moved to where it is needed; the app does not compile until then`;

test('what belongs to nothing any more is said at each export, until it is removed', async () => {
  const before = (await exported(grown)).files;
  const only = (record?: string): Promise<CdkExport> => exported({ resources: { jobs: ['sqs'] } }, record);
  let there = new Map(before);
  for (let time = 0; time < 3; time += 1) {
    const plan = planExport(there, await only(there.get(RECORD_PATH)));
    expect(plan.advice).toContain(LEFT_OVER);
    expect(plan.writes.size === 0).toBe(time > 0);
    there = new Map([...there, ...plan.writes].filter(([path]) => !plan.removes.includes(path)));
  }
  there.delete(HANDLER);
  const after = planExport(there, await only(there.get(RECORD_PATH)));
  expect(after.advice).toEqual([]);
  expect(after.writes.get(RECORD_PATH)).not.toContain(HANDLER);
});

test('the host is told what to read, files of the earlier export among it', async () => {
  const before = (await exported(grown)).files;
  const app = await exported({ resources: { jobs: ['sqs'] } });
  const paths = pathsToRead(app, before.get(RECORD_PATH));
  expect(paths).toContain('src/generated/env.ts');
  expect(paths).toContain(HANDLER);
  expect(paths).toContain('package.json');
});

test('a project that is renamed keeps its files and its stack, by the record of its first export', async () => {
  const first = (await exported(small)).files;
  const renamed = { ...drawing(small), name: 'Something else' };
  const app = await exportCdk(renamed, undefined, { version: '1.0.0', record: first.get(RECORD_PATH) });
  expect([...app.files.keys()]).toEqual([...first.keys()]);
  expect(app.files.get('bin/app.ts')).toContain("new TestStack(app, 'Test'");
});

test('a record that cannot be read counts as none', async () => {
  for (const record of ['', '{', 'null', '[]', '{"project": {"slug": "../..", "className": "X"}}']) {
    expect([...(await exported(small, record)).files.keys()]).toContain(ARCHITECTURE);
  }
});
