import type { ConnectionWiring, ConstructDeclaration } from '#shared/model/cdk';

const none = (): ConnectionWiring => ({ imports: {}, statements: [] });

export function cdk(): ConstructDeclaration | undefined {
  return undefined;
}
