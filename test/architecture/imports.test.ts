/** The house: who imports whom, with a planted violation for each row so that the reader cannot go blind. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IMPORT_TABLE, importsOf, violation } from './imports';

const ROOT = resolve(import.meta.dirname, '../..');

const modules = ['shared', 'main', 'renderer'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) =>
      relative(ROOT, join(ROOT, folder, name))
        .split(sep)
        .join('/'),
    ),
);

describe('imports', () => {
  it('go only where the table allows', () => {
    const wrong = modules.flatMap((file) =>
      importsOf(readFileSync(join(ROOT, file), 'utf8')).flatMap((specifier) => violation(file, specifier) ?? []),
    );
    expect(wrong).toEqual([]);
  });

  it('were really read', () => {
    expect(modules.length).toBeGreaterThan(250);
    const read = modules.flatMap((file) => importsOf(readFileSync(join(ROOT, file), 'utf8')));
    expect(read.length).toBeGreaterThan(modules.length);
  });

  it.each([
    ['shared/model/rule.ts', '#shared/check/check'],
    ['shared/queueing/erlang-b.ts', '#shared/model/graph'],
    ['shared/services/sqs/capacity.ts', '../lambda/config'],
    ['shared/services/sqs/capacity.ts', '#shared/services/lambda/config'],
    ['shared/services/sqs/capacity.ts', '#shared/capacity/solve'],
    ['shared/services/registry.ts', './sqs/config'],
    ['shared/document/read.ts', '#shared/services/registry'],
    ['shared/check/check.ts', '#shared/capacity/solve'],
    ['shared/capacity/solve.ts', '#shared/services/sqs/index'],
    ['shared/cost/bill.ts', '#shared/check/check'],
    ['shared/simulation/kernel.ts', '#shared/services/registry'],
    ['shared/fluid/fluid.ts', '#shared/services/registry'],
    ['shared/cdk/export.ts', '#shared/evaluation/evaluate'],
    ['shared/picture/mermaid.ts', '#shared/cdk/export'],
    ['shared/evaluation/evaluate.ts', '#shared/services/registry'],
    ['shared/report/text.ts', '#shared/services/registry'],
    ['shared/lessons/diagnose.ts', '#shared/check/check'],
    ['shared/host/host.ts', '#shared/capacity/solve'],
    ['shared/version.ts', '#shared/model/unit'],
    ['shared/capacity/solve.ts', 'node:fs'],
    ['main/index.ts', '../renderer/app/App'],
    ['main/index.ts', 'react'],
    ['renderer/app/App.tsx', '../../main/index'],
    ['renderer/app/App.tsx', 'electron'],
    ['renderer/app/App.tsx', 'node:fs'],
  ])('a planted import of %s → %s is reported', (file, specifier) => {
    expect(violation(file, specifier)).toContain('may not import');
  });

  it('have a planted violation for each row', () => {
    const source = readFileSync(join(import.meta.dirname, 'imports.test.ts'), 'utf8');
    const missing = IMPORT_TABLE.filter(({ from }) => !source.includes(`['${from}`));
    expect(missing.map(({ from }) => from)).toEqual([]);
  });

  it('are found in each form that the language has', () => {
    const text = [
      "import a from 'a';",
      "import type { B } from 'b';",
      "export { c } from 'c';",
      "import 'd';",
      "const e = await import('e');",
      "import {\n  f,\n} from 'f';",
    ].join('\n');
    expect(importsOf(text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});
