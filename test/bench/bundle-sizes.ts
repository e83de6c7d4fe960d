/** What the functions of an exported app weigh, bundled as NodejsFunction has esbuild do it. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { VERSIONS } from '#shared/cdk/versions';
import { type Column, markdownTable } from '#shared/report/table';
import { inScratchFolder } from '../../main/cli/scratch-folder';

const run = promisify(execFile);

export interface Bundle {
  readonly handler: string;
  /** Code and source map, packed, in bytes: as good as the size of the archive that is deployed. */
  readonly packed: number;
  readonly code: number;
  /** Code where the AWS SDK is left to the runtime, in bytes. */
  readonly codeWithoutSdk: number;
}

/** As `bundling` in the exported stack, and what NodejsFunction adds (aws-cdk-lib, aws-lambda-nodejs/lib/bundling). */
const OPTIONS = [
  '--bundle',
  '--platform=node',
  '--target=node24',
  '--minify',
  '--sourcemap',
  '--sources-content=false',
  '--main-fields=module,main',
];
const LEFT_TO_RUNTIME = ['--external:@aws-sdk/*', '--external:@smithy/*'];

/** Bundles of the handlers in TypeScript; esbuild comes from the registry, the rest from `modules`. */
export function bundleSizes(files: ReadonlyMap<string, string>, modules: string): Promise<readonly Bundle[]> {
  return inScratchFolder('spillway-bundles-', async (folder) => {
    const tools = join(folder, 'tools');
    await mkdir(tools);
    await writeFile(join(tools, 'package.json'), '{}');
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `esbuild@${VERSIONS.esbuild}`], {
      cwd: tools,
    });
    const app = join(folder, 'app');
    for (const [path, text] of files) {
      await mkdir(dirname(join(app, path)), { recursive: true });
      await writeFile(join(app, path), text);
    }
    await symlink(modules, join(app, 'node_modules'), 'junction');
    const bundle = async (handler: string, options: readonly string[]) => {
      const out = join(folder, 'index.js');
      await run(join(tools, 'node_modules/.bin/esbuild'), [handler, ...OPTIONS, ...options, `--outfile=${out}`], {
        cwd: app,
      });
      return { code: await readFile(out), map: await readFile(`${out}.map`) };
    };
    const bundles: Bundle[] = [];
    for (const handler of [...files.keys()].filter((path) => /^src\/handlers\/.*\.ts$/.test(path))) {
      const { code, map } = await bundle(handler, []);
      const without = await bundle(handler, LEFT_TO_RUNTIME);
      bundles.push({
        handler: handler.replace(/^src\/handlers\/|\/index\.ts$/g, ''),
        packed: gzipSync(code).length + gzipSync(map).length,
        code: code.length,
        codeWithoutSdk: without.code.length,
      });
    }
    return bundles;
  });
}

const kilobytes = (bytes: number): string => String(Number((bytes / 1000).toPrecision(2)));
const weight = (title: string, of: (row: Bundle) => number): Column<Bundle> => ({
  title,
  text: (row) => kilobytes(of(row)),
  isRight: true,
});

/** The table of all functions, with what it means. */
export function weightsTable(
  apps: readonly { readonly example: string; readonly bundles: readonly Bundle[] }[],
): string {
  const rows = apps.flatMap(({ example, bundles }) =>
    bundles.map((bundle) => ({ ...bundle, handler: `${example}: ${bundle.handler}` })),
  );
  return `${markdownTable(
    [
      { title: 'function', text: ({ handler }) => handler },
      weight('code, KB', ({ code }) => code),
      weight('without the AWS SDK, KB', ({ codeWithoutSdk }) => codeWithoutSdk),
      weight('deployed, KB', ({ packed }) => packed),
    ],
    rows,
  )}
Bundled by esbuild ${VERSIONS.esbuild} as in the exported stack, minified. Functions have the AWS SDK in their bundle, at the version
with which they are tested; without it the runtime’s own would be loaded. Deployed: code and source map, packed.`;
}
