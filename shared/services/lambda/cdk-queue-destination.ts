/** Queues that get what Lambda tells of invocations and of batches that a mapping gives up, in code. */
import type { Helper } from '#shared/model/cdk';
import { allowSend } from '#shared/model/send-access';

const queueDestination: Helper = {
  name: 'queueDestination',
  kind: 'method',
  imports: { lambda: 'aws-cdk-lib/aws-lambda', sqs: 'aws-cdk-lib/aws-sqs' },
  code: `
    /** A queue as a destination, with the permission to send alone: \`SqsDestination\` and \`SqsDlq\` would add more. */
    #queueDestination(queue: sqs.Queue): lambda.IDestination & lambda.IEventSourceDlq {
      return {
        bind: (_scope: unknown, source: lambda.IFunction) => {
          this.#allowSend(queue, source);
          return { destination: queue.queueArn };
        },
      };
    }`,
};

export const queueDestinationHelpers: readonly Helper[] = [queueDestination, allowSend];
