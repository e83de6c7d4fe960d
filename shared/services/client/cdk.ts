import type { EmitContext, ResourceCode } from '#shared/model/cdk';
import { object, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import type { ClientConfig } from './config';
import { needsSignature } from './wiring';

/**
 * Callers are outside the app. Those that call AWS with an SDK, or sign what they send to a function URL, need
 * permission: a managed policy with what is drawn, to be attached to whatever identity they have. Plain HTTP to an API
 * needs none.
 */
export function cdk(client: Resource<ClientConfig>, context: EmitContext): ResourceCode | undefined {
  const calls = client.outbound.filter((each) => each.from.contract === 'sdk-call' || needsSignature(each));
  if (calls.length === 0) return undefined;
  const id = quote(context.constructId(client));
  return {
    imports: { iam: 'aws-cdk-lib/aws-iam' },
    type: 'iam.ManagedPolicy',
    create: (properties) => `new iam.ManagedPolicy(this, ${id}, ${object(properties)})`,
    properties: {
      // By the frozen id: IAM replaces a policy whose description changes, and whoever it is attached to would lose it.
      description: quote(`What the client ${context.folder(client)} may do.`),
    },
    statements: [
      `new CfnOutput(this.${context.member(client)}, 'Arn', { value: this.${context.member(client)}.managedPolicyArn });`,
    ],
    notes: [
      `${client.name} calls AWS from outside: attach the managed policy ${context.constructId(client)} to its role or user.`,
    ],
  };
}
