/** A call as it is drawn, and what follows from the drawing for the code that makes it. */
import type { CallCode, EmitContext, Language } from '#shared/model/cdk';
import { literal } from '#shared/model/code';
import type { Terms } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import { onward } from '#shared/model/passage';
import { wantsTenant } from '#shared/model/tenants';
import type { BatchCallConfig, CallConfig } from '../call-config';
import { isWaitedFor } from '../waited-calls';

/** Where the code finds the other end: in src/generated/env.ts, or in the environment itself. */
export interface Variable {
  readonly property: string;
  readonly name: string;
}

/** What a call comes back with, and how a handler may tell of it. */
export interface Kept {
  /** `Item`: the end of its name. */
  readonly what: string;
  /** It is bytes, of which a handler tells how many there are. */
  readonly isContent?: boolean;
}

export interface DrawnCall {
  readonly config: CallConfig & Partial<Pick<BatchCallConfig, 'batchSize'>>;
  readonly name: string;
  /** End of a function's name in TypeScript: `Billing`. */
  readonly suffix: string;
  readonly variable: Variable;
  /** Of the function, seconds. */
  readonly timeout: number;
  /** The longest that what is called in this way may be at work while the code waits, seconds; undefined where nothing is waited for. */
  readonly waitsFor: number | undefined;
  /** Messages of a batch that the handler in TypeScript works on side by side. */
  readonly atOnce: number;
  readonly fifo: boolean;
  /** Each message names its tenant, for a fair queue. */
  readonly namesTenant: boolean;
  readonly needsDeduplicationId: boolean;
  readonly isBatch: boolean;
  readonly says: string;
  /** Message attributes by which subscribers of the other end filter. */
  readonly filteredBy: readonly string[];
  /** Source and type that events get where the other end routes by them. */
  readonly event: { readonly source: string; readonly detailType: string };
  /** Why the code must not call it for each piece of work; undefined where it does. */
  readonly onlyWhen: string | undefined;
}

export function drawnCall(connection: Connection, variable: Variable, context: EmitContext): DrawnCall {
  const { to } = connection;
  const config = connection.config as DrawnCall['config'];
  const member = context.member(to.resource);
  const fifo = 'fifo' in to.terms && to.terms.fifo;
  return {
    config,
    name: to.resource.name,
    suffix: `${member.charAt(0).toUpperCase()}${member.slice(1)}`,
    variable,
    timeout: (connection.from.terms as Terms<'code-call'>).timeout,
    waitsFor: longestWork(connection),
    atOnce: sideBySide(connection.from.resource),
    fifo,
    namesTenant: wantsTenant(connection),
    needsDeduplicationId: fifo && !('contentBasedDeduplication' in to.terms && to.terms.contentBasedDeduplication),
    isBatch: (config.batchSize ?? 1) > 1,
    says: describe(config),
    event: {
      source: stated(to.resource, 'source') ?? context.folder(connection.from.resource),
      detailType: stated(to.resource, 'detail-type') ?? 'message',
    },
    onlyWhen: condition(connection, config),
    filteredBy: [
      ...new Set(
        to.resource.outbound.flatMap(({ kind, config: of }) => attributeNames(kind.selects(of)?.attributes ?? '')),
      ),
    ].toSorted(),
  };
}

export function inLanguages(
  typescript: () => ReturnType<CallCode['code']>,
  python: () => ReturnType<CallCode['code']>,
) {
  return (language: Language) => (language === 'typescript' ? typescript() : python());
}

/** Of all that the function waits for in this way: its calls have one client. What does not say how long may take any time. */
function longestWork(call: Connection): number | undefined {
  if (!isWaitedFor(call)) return undefined;
  const alike = call.from.resource.outbound.filter(
    (other) => isWaitedFor(other) && other.to.contract === call.to.contract,
  );
  return Math.max(0, ...alike.map(({ to: { terms } }) => ('timeout' in terms ? terms.timeout : 0)));
}

/** Powertools works on all messages of a batch at once; those of a FIFO queue and records of a shard come one by one. */
export function sideBySide(fn: Resource): number {
  const batches = fn.inbound.filter(
    ({ from, config }) =>
      from.contract === 'poll-queue' &&
      !('fifo' in from.terms && from.terms.fifo) &&
      config['reportBatchItemFailures'] === true,
  );
  return Math.max(1, ...batches.map(({ config }) => Number(config['batchSize'] ?? 1)));
}

/** A stub that called unconditionally would go round for ever in a loop, or call a thousand times as often as drawn. */
function condition(connection: Connection, { callsPerInvocation }: CallConfig): string | undefined {
  if (comesBack(connection)) return 'this call closes a loop of the drawing, which nothing else ends.';
  return callsPerInvocation < 1
    ? `the drawing counts on ${callsPerInvocation} calls for each piece of work.`
    : undefined;
}

/** Whether what the call sends can start its caller again. */
function comesBack(call: Connection): boolean {
  const caller = call.from.resource.id;
  const seen = new Set<string>();
  const open = [call];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.to.resource.id === caller) return true;
    if (seen.has(at.id)) continue;
    seen.add(at.id);
    open.push(...onward(at));
  }
  return false;
}

/** The call itself, under a condition that the person states. @param result name of what it comes back with, if that is kept */
export function conditional({ onlyWhen }: DrawnCall, functionName: string, given: string, result?: string): string {
  const call = `await ${functionName}(${given})`;
  const when = `${conditionName(functionName)}(message)`;
  if (result !== undefined)
    return `const ${result} = ${onlyWhen === undefined ? call : `${when} ? ${call} : undefined`};`;
  return onlyWhen === undefined ? `${call};` : `if (${when}) ${call};`;
}

/** `whenSendToBilling`. */
function conditionName(functionName: string): string {
  return `when${functionName.charAt(0).toUpperCase()}${functionName.slice(1)}`;
}

export function conditionCode({ name, onlyWhen }: DrawnCall, functionName: string): readonly string[] {
  if (onlyWhen === undefined) return [];
  return [
    `
/** Yours to say when ${name} is called, until then never: ${onlyWhen} */
const ${conditionName(functionName)} = (_message: unknown): boolean => false;`,
  ];
}

/** The first text that a rule of the other end asks for in a field of the event: an event with it is let through. */
function stated({ outbound }: Resource, field: string): string | undefined {
  return outbound
    .flatMap(({ kind, config }) => parsed(kind.selects(config)?.event ?? '')[field] ?? [])
    .find((value) => typeof value === 'string');
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function attributeNames(policy: string): readonly string[] {
  return Object.keys(parsed(policy)).filter((name) => !name.startsWith('$'));
}

/** Without its attributes a message passes no filter. */
export function attributesOf({ name, suffix, filteredBy }: DrawnCall): string {
  const entries = filteredBy.map((attribute) => `${literal(attribute)}: text(${literal(attribute)}),`);
  return `
/** Subscribers of ${name} filter by these attributes. Yours to choose: here they come from the message. */
function attributesOf${suffix}(message: unknown) {
  const text = (name: string) => ({
    DataType: 'String',
    StringValue: String((message as Readonly<Record<string, unknown>> | null)?.[name] ?? 'none'),
  });
  return { ${entries.join(' ')} };
}
`;
}

function describe({ callsPerInvocation, attempts, failsInvocation }: CallConfig): string {
  const often =
    callsPerInvocation <= 1 ? '' : ` The drawing counts on ${callsPerInvocation} calls for each piece of work.`;
  const tries = attempts === 1 ? 'tried once' : `tried ${attempts} times by the SDK`;
  const end = failsInvocation
    ? 'A call that fails for good fails this piece of work.'
    : 'A call that fails for good is logged and left.';
  return `${tries}. ${end}${often}`;
}
