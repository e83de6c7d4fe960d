import type { ConnectionWiring, ConstructDeclaration } from '#shared/model/cdk';

const none = (): ConnectionWiring => ({ imports: {}, statements: [] });

export function cdk(): ConstructDeclaration | undefined {
  return undefined;
}

export const wiring = { queueSubscription: none, functionSubscription: none, subscriptionDeadLetter: none };
