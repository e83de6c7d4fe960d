/** A call as a function of a TypeScript handler: with its client, guarded where the drawing has it, under its condition. */
import type { CallCode } from '#shared/model/cdk';
import { quote } from '#shared/model/code';
import type { Client } from './clients';
import { conditional, conditionCode, type DrawnCall } from './drawn-call';

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
  /** Type of what it comes back with; nothing where nothing is said. */
  readonly answer?: string;
  /** Statements that cannot fail by the other end. */
  readonly first?: string;
  readonly body: string;
}

export function typescriptFunction(spec: TypeScriptFunction): ReturnType<CallCode['code']> {
  const { call, client, imports, setup = [], above = '', argument = 'message', answer = 'void', first = '' } = spec;
  const name = `${spec.prefix}${call.suffix}`;
  const isBatch = argument === 'messages';
  return {
    imports: { names: imports },
    setup: [...(client ? [client.setup] : []), ...setup, ...conditionCode(call, name)],
    declarations: `${above}
/** ${call.name}: ${spec.says} */
async function ${name}(${argument}: ${isBatch ? 'readonly unknown[]' : 'unknown'}): Promise<${answer}> {
  ${first}
  ${guarded(spec.body, call)}
  ${answer !== 'void' && !call.config.failsInvocation ? 'return undefined;' : ''}
}`,
    call: conditional(call, name, isBatch ? '[message]' : 'message'),
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
