import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CdkExport, exportCdk } from '#shared/cdk/export';
import { pathsToRead, planExport } from '#shared/cdk/plan-export';
import { RECORD_PATH } from '#shared/cdk/record';
import { sha256 } from '#shared/cdk/sha256';
import { STACK_CHOICES } from '#shared/cdk/stack-choice';
import { type Drawn, drawing } from '../support/drawing';
import { carriedOut, edit } from '../support/exported-files';
import { grouped } from '../support/groups';
import { randomDrawing } from '../support/random-drawing';

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

test('edited files of the person’s are left byte for byte, all others follow the drawing', async () => {
  const before = edit((await exported(small)).files, HANDLER, 'lib/test-stack.ts');
  const app = await exported(grown, before.get(RECORD_PATH));
  const plan = planExport(before, app);
  const after = carriedOut(before, plan);
  expect(plan.kept).toEqual(['lib/test-stack.ts', HANDLER]);
  for (const path of plan.kept) expect(after.get(path)).toBe(before.get(path));
  expect(after.get(ARCHITECTURE)).toBe(app.files.get(ARCHITECTURE));
  expect(after.get('package.json')).toBe(app.files.get('package.json'));
});

test('a handler that nobody edited is renewed with the drawing, and goes with its function', async () => {
  const first = (await exported(small)).files;
  const next = await exported(grown, first.get(RECORD_PATH));
  expect(planExport(first, next).writes.get(HANDLER)).toContain('PublishCommand');
  const gone = await exported({ resources: { jobs: ['sqs'] } }, next.files.get(RECORD_PATH));
  expect(planExport(next.files, gone)).toMatchObject({ removes: ['src/generated/env.ts', HANDLER], advice: [] });
});

test('an edit that was left alone once is left alone at each export, until it is undone', async () => {
  const first = edit((await exported(small)).files, HANDLER);
  const second = carriedOut(first, planExport(first, await exported(grown, first.get(RECORD_PATH))));
  const app = await exported(small, second.get(RECORD_PATH));
  expect(planExport(second, app).kept).toEqual([HANDLER]);
  const undone = new Map([...second, [HANDLER, app.files.get(HANDLER) ?? '']]);
  const third = carriedOut(undone, planExport(undone, app));
  const grownAgain = await exported(grown, third.get(RECORD_PATH));
  expect(planExport(third, grownAgain).writes.get(HANDLER)).toBe(grownAgain.files.get(HANDLER));
});

test('whatever is drawn, chosen and edited, edited files stay byte for byte and the others are as a first export has them', async () => {
  const pick = fc.array(fc.nat(), { maxLength: 4 });
  const step = fc.record({ drawn: randomDrawing, choice: fc.constantFrom(...STACK_CHOICES), picked: pick });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 3 }), async (steps) => {
      let there: ReadonlyMap<string, string> = new Map();
      const mine = new Map<string, string>();
      for (const { drawn, choice, picked } of steps) {
        const graph = drawing(drawn);
        const groups = grouped({ some: graph.resources.slice(0, 2).map(({ id }) => id) });
        const record = there.get(RECORD_PATH);
        const app = await exportCdk(graph, undefined, {
          version: '1.0.0',
          record,
          groups,
          stacks: choice,
          force: true,
        });
        if (app.blocked) continue;
        const plan = planExport(there, app);
        expect(plan.outcome).toBe('go');
        there = carriedOut(there, plan);
        for (const [path, text] of mine) expect(there.get(path)).toBe(text);
        const others = (files: ReadonlyMap<string, string>): object =>
          Object.fromEntries([...files].filter(([path]) => !mine.has(path) && path !== RECORD_PATH));
        expect(others(there)).toEqual(others(app.files));
        const yours = [...app.yours];
        const edited = picked.map((at) => yours[at % yours.length] ?? '');
        there = edit(there, ...edited);
        for (const path of edited) mine.set(path, there.get(path) ?? '');
      }
    }),
    { numRuns: 8 },
  );
});

test('a record without hashes of what is the person’s leaves all of that as it is', async () => {
  const first = (await exported(small)).files;
  const { written: _written, ...record } = JSON.parse(first.get(RECORD_PATH) ?? '') as Record<string, unknown>;
  const earlier = new Map([...first, [RECORD_PATH, JSON.stringify(record)]]);
  const app = await exported(grown, earlier.get(RECORD_PATH));
  expect(planExport(earlier, app).kept).toEqual(['package.json', HANDLER]);
});

test('a record leads to no file outside the folder', async () => {
  const first = (await exported(small)).files;
  const record = JSON.parse(first.get(RECORD_PATH) ?? '') as Record<string, object>;
  const paths = ['../mine', '/mine', 'lib/../../mine', 'C:\\mine', '..\\mine'];
  const hashes = Object.fromEntries(paths.map((path) => [path, sha256('mine')]));
  const spoilt = JSON.stringify({ ...record, generated: hashes, written: hashes, yours: paths });
  expect(pathsToRead({ files: new Map() }, spoilt)).toEqual([]);
  const there = new Map([...first, [RECORD_PATH, spoilt], ...paths.map((path) => [path, 'mine'] as const)]);
  expect(planExport(there, await exported(small)).removes).toEqual([]);
});

test('what an edited package.json lacks for the new connections is said, not written', async () => {
  const before = (await exported(small)).files;
  const app = await exported(grown, before.get(RECORD_PATH));
  const own = before.get('package.json')?.replace('"private": true', '"private": true,\n  "license": "MIT"') ?? '';
  const { advice, writes } = planExport(new Map([...before, ['package.json', own]]), app);
  expect(advice).toEqual(['package.json lacks what the drawing now needs: npm install @aws-sdk/client-sns@3.1169.0']);
  expect(writes.has('package.json')).toBe(false);
  expect(planExport(before, app).advice).toEqual([
    'package.json names packages that the drawing now needs: npm install',
  ]);
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

test('a generated file that is needed no more is removed, an edited handler only spoken of', async () => {
  const before = edit((await exported(grown)).files, HANDLER);
  const app = await exported({ resources: { jobs: ['sqs'] } }, before.get(RECORD_PATH));
  const plan = planExport(before, app);
  expect(plan.removes).toEqual(['src/generated/env.ts']);
  expect(plan.advice).toContain(LEFT_OVER);
});

const LEFT_OVER = `${HANDLER} belongs to nothing in the drawing any more: it is yours to remove, with what you added there moved to where it is needed; the app does not compile until then`;

test('what belongs to nothing any more is said at each export, until it is removed', async () => {
  const before = edit((await exported(grown)).files, HANDLER);
  const only = (record?: string): Promise<CdkExport> => exported({ resources: { jobs: ['sqs'] } }, record);
  let there = before;
  for (let time = 0; time < 3; time += 1) {
    const plan = planExport(there, await only(there.get(RECORD_PATH)));
    expect(plan.advice).toContain(LEFT_OVER);
    expect(plan.writes.size === 0).toBe(time > 0);
    there = carriedOut(there, plan);
  }
  there = new Map([...there].filter(([path]) => path !== HANDLER));
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
