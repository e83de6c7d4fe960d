/** Who may import whom: the table of the architecture as data, and the reader of imports that applies it. */
export interface ImportRule {
  /** Folder (or file) that the rule speaks of; the longest that fits a file decides. */
  readonly from: string;
  /** Folders and packages that it may import beside its own. `*` at the end stands for anything below. */
  readonly may: readonly string[];
}

const CORE = ['shared/model', 'shared/queueing'];

/** `<own>` is the folder below shared/services that the file is in. */
export const IMPORT_TABLE: readonly ImportRule[] = [
  { from: 'shared/model', may: ['zod'] },
  { from: 'shared/queueing', may: ['shared/model/unit'] },
  { from: 'shared/services/registry.ts', may: ['shared/model', 'shared/services/*/index'] },
  { from: 'shared/services', may: [...CORE, 'zod', 'shared/services/<own>'] },
  { from: 'shared/document', may: [...CORE, 'zod', 'immer', 'shared/version'] },
  { from: 'shared/check', may: CORE },
  { from: 'shared/capacity', may: CORE },
  { from: 'shared/cost', may: CORE },
  { from: 'shared/simulation', may: CORE },
  { from: 'shared/fluid', may: [...CORE, 'shared/capacity', 'shared/simulation'] },
  { from: 'shared/cdk', may: [...CORE, 'shared/picture', 'prettier', 'prettier/*', 'shared/version'] },
  { from: 'shared/picture', may: [...CORE, 'shared/document', 'shared/evaluation'] },
  {
    from: 'shared/evaluation',
    may: [
      ...CORE,
      'shared/capacity',
      'shared/check',
      'shared/cost',
      'shared/document',
      'shared/simulation',
      'shared/cdk',
      'shared/version',
    ],
  },
  {
    from: 'shared/report',
    may: [
      ...CORE,
      'shared/evaluation',
      'shared/document',
      'shared/check',
      'shared/lessons',
      'shared/picture',
      'shared/simulation',
    ],
  },
  { from: 'shared/lessons', may: ['shared/model'] },
  { from: 'shared/host', may: ['shared/model', 'shared/document', 'zod'] },
  { from: 'shared', may: [] },
  { from: 'main', may: ['shared', 'electron', 'node:*', 'zod'] },
  {
    from: 'renderer',
    may: [
      'shared',
      'react',
      'react/*',
      'react-dom',
      'react-dom/*',
      'reactflow',
      'reactflow/*',
      'zod',
      'immer',
      'zustand',
      'zustand/*',
      'radix-ui',
      'cmdk',
      'lucide-react',
      'uplot',
      'uplot/*',
      'fflate',
      'browser-fs-access',
      '@dagrejs/dagre',
      '@fontsource*',
    ],
  },
];

const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;

/** Text in backquotes may be code that is printed, not code that runs. */
const PRINTED = /`(?:\\.|[^`\\])*`/gs;

/** Specifiers that a module imports, statically or not. */
export function importsOf(text: string): readonly string[] {
  return [...text.replaceAll(PRINTED, '``').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
}

/** What is wrong with an import; undefined where it is allowed. */
export function violation(file: string, specifier: string): string | undefined {
  const target = resolve(file, specifier);
  const rule = IMPORT_TABLE.filter(({ from }) => within(file, from)).toSorted(
    (a, b) => b.from.length - a.from.length,
  )[0];
  if (!rule) return `${file} is in no row of the table`;
  const opensToItself = !['shared', 'shared/services'].includes(rule.from) && !rule.from.endsWith('.ts');
  if (opensToItself && within(target, rule.from)) return undefined;
  const own = /^shared\/services\/([^/]+)\//.exec(file)?.[1];
  const allowed = rule.may.map((entry) => entry.replace('<own>', own ?? '<own>'));
  return allowed.some((entry) => matches(target, entry)) ? undefined : `${file} may not import ${specifier}`;
}

function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('#shared/')) return `shared/${specifier.slice('#shared/'.length)}`;
  if (!specifier.startsWith('.')) return specifier;
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

function matches(target: string, entry: string): boolean {
  if (!entry.includes('*')) return within(target, entry);
  const pattern = entry
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\/]/g, String.raw`\$&`))
    .join('.*');
  return new RegExp(`^${pattern}$`).test(target);
}
