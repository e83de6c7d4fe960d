import type { ConnectionWiring, ConstructDeclaration } from '#shared/model/cdk';

const none = (): ConnectionWiring => ({ imports: {}, statements: [] });

export function cdk(): ConstructDeclaration | undefined {
  return undefined;
}

export const wiring = { lambdaProxy: none, lambdaAsync: none, sqs: none, sns: none, kinesis: none };
