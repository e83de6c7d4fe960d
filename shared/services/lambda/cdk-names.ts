import type { EmitContext, Helper } from '#shared/model/cdk';
import { type Code, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';

/** `this.#nameOf('Refund')`: a physical name, for functions that must be named before they exist. */
export function nameOf(fn: Resource, context: EmitContext): Code {
  return `this.#nameOf(${quote(context.constructId(fn))})`;
}

export const nameHelper: Helper = {
  name: 'nameOf',
  kind: 'method',
  imports: {},
  code: `
    /** A name that is known before the function exists, for functions that call each other in a circle. */
    #nameOf(id: string): string {
      const names = this.#group('Names');
      return Names.uniqueResourceName(names.node.tryFindChild(id) ?? new Construct(names, id), {
        separator: '-',
        maxLength: 64,
      });
    }`,
};
