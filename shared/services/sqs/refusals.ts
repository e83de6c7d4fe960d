/** Where a queue leads nowhere by itself. */
import type { StatedRefusal } from '#shared/model/service';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'poll-queue',
    why: 'a queue pushes nothing: a consumer has to poll it, receive messages and delete them',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
    asOf: '2026-11-23',
  },
];
