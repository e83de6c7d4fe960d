/** A call as a function of a TypeScript handler: with its client, guarded where the drawing has it, under its condition. */
import type { CallCode } from '#shared/model/cdk';
import { quote } from '#shared/model/code';
import { WORK_ID } from '#shared/model/repeated-work';
import type { Client } from './clients';
import { conditional, conditionCode, type DrawnCall, type Kept } from './drawn-call';

/** A call as a function of its own, with its client. */
export interface TypeScriptFunction {
  readonly call: DrawnCall;
  /** Absent for a call that needs no client of AWS's. */
  readonly client?: Client;
  /** `writeTo`: the beginning of its name. */
  readonly prefix: string;
  readonly imports: Readonly<Record<string, readonly string[]>>;
  /** Besides the client. */
  readonly setup?: readonly string[];
  /** Declarations of its own above it. */
  readonly above?: string;
  /** What it does, in its comment, after the name of the other end. */
  readonly says: string;
  /** `message` where nothing is said, `_message` where the code does not look at it. */
  readonly argument?: 'message' | 'messages' | '_message';
  /** Whether it takes what tells this piece of work from others, as `workId`. */
  readonly needsId?: boolean;
  /** What it comes back with, and the type of that; nothing where nothing is said. */
  readonly answer?: Kept & { readonly type: string };
  /** It changes nothing. */
  readonly reads?: boolean;
  /** Statements that cannot fail by the other end. */
  readonly first?: string;
  readonly body: string;
}

export function typescriptFunction(spec: TypeScriptFunction): ReturnType<CallCode['code']> {
  const { call, client, imports, setup = [], above = '', argument = 'message', answer, first = '' } = spec;
  const { needsId = false, reads = false } = spec;
  const name = `${spec.prefix}${call.suffix}`;
  const isBatch = argument === 'messages';
  const result = answer && `${call.suffix.charAt(0).toLowerCase()}${call.suffix.slice(1)}${answer.what}`;
  const given = `${isBatch ? '[message]' : 'message'}${needsId ? `, ${WORK_ID.typescript}` : ''}`;
  return {
    imports: { names: imports },
    setup: [...(client ? [client.setup] : []), ...setup, ...conditionCode(call, name)],
    declarations: `${above}
/** ${call.name}: ${spec.says} */
async function ${name}(${argument}: ${isBatch ? 'readonly unknown[]' : 'unknown'}${needsId ? `, ${WORK_ID.typescript}: string` : ''}): Promise<${answer?.type ?? 'void'}> {
  ${first}
  ${guarded(spec.body, call)}
  ${answer && !call.config.failsInvocation ? 'return undefined;' : ''}
}`,
    call: conditional(call, name, given, result),
    needsId,
    reads,
    ...(answer && result !== undefined
      ? { answer: answer.isContent === true ? `${result}Bytes: ${result}?.byteLength` : result }
      : {}),
  };
}

/** Where the drawing has the code go on without a failed call. */
function guarded(body: string, { config, name }: DrawnCall): string {
  if (config.failsInvocation) return body;
  return `try {
    ${body}
  } catch (error) {
    console.warn({ to: ${quote(name)}, error });
  }`;
}
