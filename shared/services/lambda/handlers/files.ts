/** The source files of a function: one handler that does what is drawn, with a place for the person's own code. */
import type {
  CallCode,
  EmitContext,
  HandlerCode,
  HandlerParts,
  InvocationCode,
  Language,
  ModuleImports,
  SourceFile,
  WorkCode,
} from '#shared/model/cdk';
import type { Connection, Resource } from '#shared/model/graph';
import { WORK_ID } from '#shared/model/repeated-work';
import { isNode, isPython } from '../cdk-runtime';
import type { FunctionConfig } from '../config';
import { keepsKeys } from '../idempotency';
import { directHandler } from './direct';
import { type OnceCode, onceCode, REGISTER, TIMED } from './once';
import { builtFiles } from './other-runtimes';
import { CLIENT_DYNAMODB, CLIENT_SFN, POWERTOOLS_IDEMPOTENCY } from './packages';
import { byPrecedence } from './precedence';
import { pythonFile } from './python-file';
import { type TaskCode, taskCode } from './task-answers';

/** Without calls there is nothing to do but the person's own code: the message is shown where debugging is on. */
const UNUSED: Readonly<Record<Language, string>> = {
  typescript: 'console.debug({ message });',
  python: 'logger.debug("%s", message)',
};

type Fn = Resource<FunctionConfig>;

export interface Assembled {
  readonly handlers: readonly HandlerCode[];
  readonly calls: readonly {
    readonly imports: ModuleImports;
    readonly setup: readonly string[];
    readonly declarations: string;
  }[];
  /** Where workflows wait for its answer. */
  readonly tasks: TaskCode | undefined;
  /** Where a table keeps the keys of what is done. */
  readonly once: OnceCode | undefined;
}

export function sourceFiles(fn: Fn, parts: HandlerParts, context: EmitContext): readonly SourceFile[] {
  const folder = `src/handlers/${context.folder(fn)}`;
  if (isNode(fn.config)) {
    const text = typescriptFile(fn, assemble(fn, parts, 'typescript'), context);
    return [{ path: `${folder}/index.ts`, text, format: 'typescript' }];
  }
  if (isPython(fn.config)) {
    const text = pythonFile(fn, assemble(fn, parts, 'python'));
    return [{ path: `${folder}/index.py`, text, format: 'as is' }];
  }
  return builtFiles(fn, parts, folder);
}

export function packages(fn: Fn, { invocations, calls, tasks }: HandlerParts): Readonly<Record<string, string>> {
  if (!isNode(fn.config)) return {};
  return Object.assign(
    keepsKeys(fn) ? { ...POWERTOOLS_IDEMPOTENCY, ...CLIENT_DYNAMODB } : {},
    tasks.length > 0 ? CLIENT_SFN : {},
    ...[...invocations, ...calls].map(({ code }) => code.packages ?? {}),
  ) as Record<string, string>;
}

function assemble(fn: Fn, { invocations, calls, tasks }: HandlerParts, language: Language): Assembled {
  const called = calls.map(({ code }) => code.code(language));
  const drawn = workOf(fn, called, language);
  const answering = tasks.length > 0 ? taskCode(fn, drawn, tasks, language) : undefined;
  const own = answering?.work ?? drawn;
  const once = keepsKeys(fn) ? onceCode(fn, own, language) : undefined;
  const work: WorkCode = once ? { ...own, once: (key) => once.call(key) } : own;
  const handlers = byForm([...invocations, ...direct(fn, invocations)]).map(({ code, connections }) =>
    code.handler(connections, work, language),
  );
  const none: readonly Connection[] = [];
  return {
    handlers: handlers.length > 0 ? handlers : [directHandler(none, work, language)],
    calls: called,
    tasks: answering,
    once,
  };
}

/** What changes nothing comes first, so that the rest can use what it came back with. */
function workOf(fn: Fn, called: readonly ReturnType<CallCode['code']>[], language: Language): WorkCode {
  const inOrder = [...called.filter(({ reads }) => reads === true), ...called.filter(({ reads }) => reads !== true)];
  const code = inOrder.map(({ call }) => call).join('\n') || UNUSED[language];
  const needsId = called.some((each) => each.needsId === true);
  const name = WORK_ID[language];
  const isTypeScript = language === 'typescript';
  const answers = inOrder.flatMap(({ answer = [] }) => answer);
  const all = answers.join(', ');
  return {
    needsId,
    isIdempotent: fn.config.isIdempotent,
    answers,
    shows: all === '' ? '' : isTypeScript ? `console.debug({ ${all} });` : `logger.debug("%s", {${all}})`,
    calls: (id) =>
      needsId && id !== name ? `${isTypeScript ? `const ${name} = ${id};` : `${name} = ${id}`}\n${code}` : code,
  };
}

/** Whoever says nothing of the event that it brings invokes the function with an event of its own making. */
function direct({ inbound }: Fn, said: HandlerParts['invocations']): HandlerParts['invocations'] {
  const known = new Set(said.map(({ connection }) => connection.id));
  return inbound
    .filter(({ id, to }) => to.contract === 'invoke' && !known.has(id))
    .map((connection) => ({ connection, code: { form: 'direct', handler: directHandler } }));
}

/** Connections of one form are handled by the same code. */
function byForm(invocations: HandlerParts['invocations']) {
  const forms = new Map<string, { readonly code: InvocationCode; readonly connections: Connection[] }>();
  for (const { code, connection } of invocations) {
    const known = forms.get(code.form);
    if (known) known.connections.push(connection);
    else forms.set(code.form, { code, connections: [connection] });
  }
  return [...forms.values()];
}

function typescriptFile(fn: Fn, { handlers, calls, tasks, once }: Assembled, context: EmitContext): string {
  const parts = [...(tasks ? [tasks] : []), ...calls];
  const body = [
    ...new Set([...parts.flatMap(({ setup }) => setup), ...handlers.flatMap(({ common = [] }) => common)]),
    ...handlers.map(({ declarations }) => declarations),
    ...(once ? [once.declarations] : []),
    ...parts.map(({ declarations }) => declarations),
  ].join('\n');
  const dispatch = dispatcher(handlers, once !== undefined);
  const all = [...handlers, ...parts, ...(once ? [once] : [])].map(({ imports }) => imports);
  const names = merged(all.map((each) => each.names ?? {}));
  const types = merged([
    ...all.map((each) => each.types ?? {}),
    dispatch.takesContext ? { 'aws-lambda': ['Context'] } : {},
  ]);
  const environment = /\benv\./.test(body)
    ? [`import { ${context.member(fn)} as env } from '../../generated/env';`]
    : [];
  return `
/**
 * ${fn.name}: your code. Spillway wrote it from the drawing; once you edit it, exports leave it as it is.
 */
${printed('import type', types)}
${printed('import', names)}
${environment.join('\n')}

${dispatch.code}

${body}
`;
}

function passOn({ name, eventType, takesContext }: HandlerCode): string {
  const event = eventType === 'unknown' ? 'event' : `event as unknown as ${eventType}`;
  return `return ${name}(${event}${takesContext === true ? ', context' : ''});`;
}

/** The single handler itself, or a function that looks at the event to choose one. */
function dispatcher(
  handlers: readonly HandlerCode[],
  keepsTime: boolean,
): { readonly code: string; readonly takesContext: boolean } {
  const [only] = handlers;
  if (handlers.length === 1 && only) {
    const code = keepsTime
      ? `export const handler = timed(${only.name});\n${TIMED}`
      : `export const handler = ${only.name};`;
    return { code, takesContext: keepsTime };
  }
  const takesContext = keepsTime || handlers.some((each) => each.takesContext === true);
  const guarded = handlers.filter(({ guard }) => guard !== undefined).toSorted(byPrecedence);
  const rest = handlers.find(({ guard }) => guard === undefined);
  return {
    takesContext,
    code: `
/** What tells the events apart that invoke this function. */
interface Incoming {
  readonly Records?: readonly { readonly eventSource?: string; readonly EventSource?: string }[];
  readonly apiRequestId?: string;
  readonly methodArn?: string;
  readonly authorizationToken?: string;
  readonly routeArn?: string;
  readonly 'detail-type'?: string;
  readonly requestContext?: { readonly http?: object; readonly httpMethod?: string; readonly condition?: string; readonly connectionId?: string };
}

export async function handler(event: Incoming${takesContext ? ', context: Context' : ''}): Promise<unknown> {
  ${keepsTime ? REGISTER : ''}
  ${guarded.map((each) => `if (${each.guard ?? ''}) ${passOn(each)}`).join('\n')}
  ${rest ? passOn(rest) : 'throw new Error(`no connection of the drawing brings this event: ${JSON.stringify(event)}`);'}
}`,
  };
}

function merged(
  imports: readonly Readonly<Record<string, readonly string[]>>[],
): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, Set<string>>();
  for (const [module, names] of imports.flatMap((each) => Object.entries(each))) {
    const known = all.get(module) ?? new Set();
    for (const name of names) known.add(name);
    all.set(module, known);
  }
  return new Map(
    [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([module, names]) => [module, [...names].toSorted()]),
  );
}

function printed(keyword: string, modules: ReadonlyMap<string, readonly string[]>): string {
  return [...modules].map(([module, names]) => `${keyword} { ${names.join(', ')} } from '${module}';`).join('\n');
}
