/** What those who send messages and put records may do. */
import type { Helper } from './cdk';

/**
 * Sending a message and putting a record ask for these alone, and of a key for a data key, which SQS decrypts too
 * (sqs-api-permissions-reference and sqs-key-management in the guide of SQS, controlling-access and
 * permissions-user-key-KMS in that of Kinesis, 2026-11-28).
 */
export const SEND_MESSAGES = ['sqs:SendMessage'];
export const PUT_RECORDS = ['kinesis:PutRecord', 'kinesis:PutRecords'];

/** `this.#allowSend(this.orders, role)`. */
export const allowSend: Helper = {
  name: 'allowSend',
  kind: 'method',
  imports: { iam: 'aws-cdk-lib/aws-iam', sqs: 'aws-cdk-lib/aws-sqs' },
  code: `
    /** Allows sending messages to a queue and using its key: \`grants.sendMessages\` would add looking at the queue. */
    #allowSend(queue: sqs.Queue, grantee: iam.IGrantable): void {
      queue.grant(grantee, 'sqs:SendMessage');
      queue.encryptionMasterKey?.grant(grantee, 'kms:Decrypt', 'kms:GenerateDataKey');
    }`,
};

/** `this.#allowPut(this.clicks, role)`. */
export const allowPut: Helper = {
  name: 'allowPut',
  kind: 'method',
  imports: { iam: 'aws-cdk-lib/aws-iam', kinesis: 'aws-cdk-lib/aws-kinesis' },
  code: `
    /** Allows putting records on a data stream and using its key: \`grantWrite\` would add listing its shards. */
    #allowPut(stream: kinesis.Stream, grantee: iam.IGrantable): void {
      stream.grant(grantee, 'kinesis:PutRecord', 'kinesis:PutRecords');
      stream.encryptionKey?.grant(grantee, 'kms:GenerateDataKey');
    }`,
};
