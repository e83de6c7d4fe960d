/** Drawings that Spillway calls wrong and AWS refuses: the rule that says so, and the words of AWS's tools. */
import { type Drawn } from '../support/drawing';

export interface Refusal {
  readonly rule: string;
  /** In the findings of AWS's engine or cdk-preflight, or in the error of the CDK itself. */
  readonly aws: RegExp;
  readonly drawn: Drawn;
}

const mapped = (queue: object, fn: object, mapping: object): Drawn => ({
  resources: { q: ['sqs', { visibilityTimeout: 180, ...queue }], f: ['lambda', { timeout: 30, ...fn }] },
  connections: [['lambda/queue-event-source', 'q', 'f', { ...mapping }]],
});
const alone = (fn: object): Drawn => ({ resources: { f: ['lambda', { ...fn }] } });
export const REFUSALS: readonly Refusal[] = [
  {
    rule: 'lambda/visibility-timeout-covers-function-timeout',
    aws: /E3505/,
    drawn: mapped({ visibilityTimeout: 10 }, {}, {}),
  },
  {
    rule: 'lambda/large-batches-have-a-window',
    aws: /batching window is not specified/,
    drawn: mapped({}, {}, { batchSize: 100 }),
  },
  {
    rule: 'lambda/fifo-batches-are-small',
    aws: /between 1 and 10/,
    drawn: mapped({ type: 'fifo' }, {}, { batchSize: 11 }),
  },
  {
    rule: 'lambda/fifo-batches-do-not-wait',
    aws: /not supported for FIFO/,
    drawn: mapped({ type: 'fifo' }, {}, { batchingWindow: 5 }),
  },
  {
    rule: 'lambda/pollers-exclude-maximum-concurrency',
    aws: /mutually exclusive/,
    drawn: mapped({}, {}, { provisionedPollers: true, maximumConcurrency: 5 }),
  },
  {
    rule: 'lambda/pollers-have-a-range',
    aws: /less than or equal to maximum/,
    drawn: mapped({}, {}, { provisionedPollers: true, minimumPollers: 100, maximumPollers: 50 }),
  },
  {
    rule: 'lambda/provisioned-fits-reservation',
    aws: /pf-lambda-provisioned-sum/,
    drawn: alone({ provisionedConcurrency: 10, reservedConcurrency: 5 }),
  },
  { rule: 'lambda/snapstart-is-supported', aws: /not supported by runtime/, drawn: alone({ snapStart: true }) },
  {
    rule: 'lambda/snapstart-excludes-large-storage',
    aws: /Ephemeral Storage/,
    drawn: alone({ snapStart: true, runtime: 'python3.14', ephemeralStorage: 1024 }),
  },
];
