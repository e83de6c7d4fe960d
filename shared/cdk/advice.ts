/** What an export says about the person’s own files and about what is deployed, of which it changes neither. */
import { listed } from '#shared/model/wording';
import { withoutComments } from './imports';
import type { FileChange } from './plan-export';
import { destroyCommand, type ExportRecord, readRecord, RECORD_PATH, stackIn } from './record';

/** Names that a sentence holds before it only counts the rest. */
const MOST_NAMED = 3;

type Files = ReadonlyMap<string, string>;

/** Sentences, of what is there and what the export makes: said at each export for as long as they are true. */
export function adviceOn(previous: Files, next: Files, changes: readonly FileChange[]): readonly string[] {
  const record = readRecord(previous.get(RECORD_PATH));
  const after = readRecord(next.get(RECORD_PATH));
  const pathsOf = (kind: FileChange['change']): readonly string[] =>
    changes.filter(({ change }) => change === kind).map(({ path }) => path);
  const [kept, removed] = [pathsOf('kept'), pathsOf('removed')];
  return [
    ...missingPackages(previous, next, kept),
    ...otherProps(previous, next, kept),
    ...otherApp(previous, next, kept),
    ...otherStacks(record, after),
    ...formerStacks(after),
    ...leftOver(
      previous,
      (record?.yours ?? []).filter((path) => !removed.includes(path)),
      next,
    ),
  ];
}

/** Classes of the person’s that take less than the generated class they extend asks for, as earlier exports wrote them. */
function otherProps(previous: Files, next: Files, kept: readonly string[]): readonly string[] {
  return kept.flatMap((path) => {
    const [, slug] = /^lib\/(.+)-stack\.ts$/.exec(path) ?? [];
    const [, wanted, ending] =
      /\bprops: (\w+)( = \{\})?/.exec(withoutComments(next.get(`lib/generated/${slug}-architecture.ts`) ?? '')) ?? [];
    const [taken, optional, type] = /\bprops(\?)?\s*:\s*(\w+)/.exec(withoutComments(previous.get(path) ?? '')) ?? [];
    const isEnough = type === wanted ? optional === undefined : type !== 'StackProps';
    if (wanted === undefined || ending !== undefined || taken === undefined || isEnough) return [];
    return [
      `${path} is yours and takes \`${taken}\`, which is less than its stack now needs: the app does not compile until it takes \`props: ${wanted}\`, of ./generated/${slug}-architecture`,
    ];
  });
}

/** What new connections need: where package.json was edited it is said, not written. */
function missingPackages(previous: Files, next: Files, kept: readonly string[]): readonly string[] {
  const [there, wanted] = [dependencies(previous.get('package.json')), dependencies(next.get('package.json'))];
  if (!there || !wanted) return [];
  const missing = Object.entries(wanted).filter(([name]) => there[name] === undefined);
  if (missing.length === 0) return [];
  if (!kept.includes('package.json')) return ['package.json names packages that the drawing now needs: npm install'];
  return [
    `package.json lacks what the drawing now needs: npm install ${missing.map(([name, version]) => `${name}@${version}`).join(' ')}`,
  ];
}

function dependencies(text: string | undefined): Readonly<Record<string, string>> | undefined {
  try {
    const { dependencies: runtime = {}, devDependencies = {} } = JSON.parse(text ?? '') as {
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
    };
    return { ...devDependencies, ...runtime };
  } catch {
    return undefined;
  }
}

const APP_PATH = 'bin/app.ts';

/** Judged by what it imports: whether it makes stacks that are no more, or leaves out some of those that are. */
function otherApp(previous: Files, next: Files, kept: readonly string[]): readonly string[] {
  if (!kept.includes(APP_PATH)) return [];
  const there = importsOf(previous.get(APP_PATH));
  const wanted = importsOf(next.get(APP_PATH)).filter((path) => next.has(path));
  const isGone = there.some((path) => isOfStacks(path) && !next.has(path));
  const isWhole = [...next.keys()].every((path) => !isPersonsStack(path) || there.includes(path));
  if (!isGone && (isWhole || wanted.some((path) => there.includes(path)) || !there.some(isOfStacks))) return [];
  return [
    `${APP_PATH} is yours and does not make the stacks of this export, so that the app does not compile or leaves some out: have it use ${listed(wanted.map((path) => `../${path.replace(/\.ts$/, '')}`))}, or remove it and export again`,
  ];
}

const isPersonsStack = (path: string): boolean => /^lib\/[^/]+-stack\.ts$/.test(path);
const isOfStacks = (path: string): boolean => isPersonsStack(path) || /^lib\/generated\/[^/]+-stacks\.ts$/.test(path);

/** Paths within the app of what a file of bin/ imports. */
function importsOf(text = ''): readonly string[] {
  return [...text.matchAll(/^\s*import\b[^;'"]*['"]\.\.\/([^'"]+?)(?:\.[jt]s)?['"]/gm)].map(([, path]) => `${path}.ts`);
}

/** To CloudFormation, what goes to another stack is removed from one and made anew in the other. */
function otherStacks(before: ExportRecord | undefined, after: ExportRecord | undefined): readonly string[] {
  if (!before || !after) return [];
  const moved = Object.entries(after.resources).filter(([id, its]) => {
    const there = before.resources[id];
    return there !== undefined && stackIn(before, there) !== stackIn(after, its);
  });
  if (moved.length === 0) return [];
  const [goes, them] = moved.length === 1 ? ['1 resource goes', 'it'] : [`${moved.length} resources go`, 'them'];
  return [
    `${goes} to another stack (${listed(
      moved.map(([id, its]) => `${id} to ${stackIn(after, its)}`),
      MOST_NAMED,
    )}): where the app is deployed, CloudFormation makes ${them} anew there, and what queues, streams, tables and buckets hold stays behind in those that are kept`,
  ];
}

/** What is deployed of an earlier export, and is not of this one. */
function formerStacks({ left = [] }: Partial<ExportRecord> = {}): readonly string[] {
  if (left.length === 0) return [];
  const [are, them] = left.length === 1 ? ['is a stack', 'it'] : ['are stacks', 'them'];
  return [
    `${listed(left)} ${are} of an earlier export that this one does not make: where deployed, ${left.length === 1 ? 'it goes' : 'they go'} on working beside the new ones, so destroy ${them} first from the earlier export (${destroyCommand(left)}), then take ${them} out of \`left\` in ${RECORD_PATH}`,
  ];
}

/** The person's edited files of resources that left the drawing stay, and nothing uses them. */
function leftOver(previous: Files, yours: readonly string[], next: Files): readonly string[] {
  return yours
    .filter((path) => previous.has(path) && !next.has(path))
    .map(
      (path) =>
        `${path} belongs to nothing in the drawing any more: it is yours to remove, with what you added there moved to where it is needed${usesGenerated(previous.get(path)) ? '; the app does not compile until then' : ''}`,
    );
}

/** What was generated for a resource goes with it. */
const usesGenerated = (text = ''): boolean => /^\s*(?:import\b|\})[^;]*\bfrom\s*['"][^'"]*\bgenerated\//m.test(text);
