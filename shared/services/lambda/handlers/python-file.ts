/** A handler in Python: standard library and the boto3 that Lambda's runtime brings, so that there is nothing to build. */
import type { Resource } from '#shared/model/graph';
import type { FunctionConfig } from '../config';
import type { Assembled } from './files';
import { pythonKeys } from './once';
import { byPrecedence } from './precedence';

const THIRD_PARTY = new Set(['boto3', 'boto3.dynamodb.types', 'botocore.config', 'botocore.exceptions']);

const sourceOf = `def source_of(event):
    records = event.get("Records") or [{}]
    return records[0].get("eventSource") or records[0].get("EventSource")
`;

export function pythonFile(fn: Resource<FunctionConfig>, { handlers, calls, tasks, once }: Assembled): string {
  const parts = [...(tasks ? [tasks] : []), ...calls];
  const modules = new Map<string, readonly string[]>([['logging', []]]);
  for (const { imports } of [...handlers, ...parts, ...(once ? [once] : [])]) {
    for (const [module, names] of Object.entries(imports.names ?? {})) {
      modules.set(module, [...new Set([...(modules.get(module) ?? []), ...names])].toSorted());
    }
  }
  const lines = [...modules]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, names]) => importLine(module, names));
  const standard = lines.filter(({ module }) => !THIRD_PARTY.has(module)).map(({ line }) => line);
  const others = lines.filter(({ module }) => THIRD_PARTY.has(module)).map(({ line }) => line);
  const setup = [
    ...new Set([
      ...(once ? [pythonKeys(fn)] : []),
      ...parts.flatMap((part) => part.setup),
      ...handlers.flatMap(({ common = [] }) => common),
    ]),
  ]
    .map((text) => text.trim())
    .toSorted((a, b) => Number(a.startsWith('def ')) - Number(b.startsWith('def ')));
  const declarations = [...handlers, ...(once ? [once] : []), ...parts].map((each) => each.declarations.trim());
  return `${[
    `"""${fn.name}: your code. Spillway wrote it from the drawing; once you edit it, exports leave it as it is."""`,
    '',
    ...standard,
    ...(others.length > 0 ? ['', ...others] : []),
    '',
    'logger = logging.getLogger()',
    'logger.setLevel(logging.INFO)',
    ...spaced(setup),
    ...spaced([...(handlers.length > 1 ? [sourceOf.trimEnd()] : []), ...declarations, dispatcher(handlers)]),
  ]
    .join('\n')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{4,}/g, '\n\n\n')
    .trimEnd()}\n`;
}

function importLine(module: string, names: readonly string[]): { readonly module: string; readonly line: string } {
  return { module, line: names.length === 0 ? `import ${module}` : `from ${module} import ${names.join(', ')}` };
}

/** Functions stand two blank lines apart. */
function spaced(blocks: readonly string[]): readonly string[] {
  return blocks.flatMap((block) => (block.startsWith('def ') ? ['', '', block] : [block]));
}

function dispatcher(handlers: Assembled['handlers']): string {
  const [only] = handlers;
  if (handlers.length === 1 && only) return `\n\nhandler = ${only.name}`;
  const guarded = handlers.filter(({ guard }) => guard !== undefined).toSorted(byPrecedence);
  const rest = handlers.find(({ guard }) => guard === undefined);
  return `def handler(event, context):
${guarded.map(({ guard = '', name }) => `    if ${guard}:\n        return ${name}(event, context)`).join('\n')}
    ${rest ? `return ${rest.name}(event, context)` : 'raise ValueError(f"no connection of the drawing brings this event: {event}")'}`;
}
