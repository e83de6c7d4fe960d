/** That a rule has a target, as the tests of an exported app say it. */
import { type Code } from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';

/** What ARNs are called in the CDK. */
const ARN_OF: Readonly<Partial<Record<Contract, string>>> = {
  invoke: 'functionArn',
  enqueue: 'queueArn',
  publish: 'topicArn',
  'put-record': 'streamArn',
  'collect-records': 'deliveryStreamArn',
  'put-events': 'eventBusArn',
  'start-workflow': 'stateMachineArn',
};

/**
 * Undefined for an API destination, which a private method of the stack makes.
 * @param target as the stack names it
 */
export function targetInTest({ contract }: Connection['to'], target: Code): Code | undefined {
  const arn = ARN_OF[contract];
  return arn === undefined
    ? undefined
    : `Match.arrayWith([Match.objectLike({ Arn: stack.resolve(${target.replace(/^this\./, 'stack.')}.${arn}) })])`;
}
