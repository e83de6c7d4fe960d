/** What a lesson holds: a statement as it is usually taught, and what is true of it today. */
import type { Provenance } from '#shared/model/fact';

/** What a lesson is about, in the order in which one learns it. */
export const subjects = ['Invocation', 'Throttling', 'SQS', 'SNS', 'Kinesis', 'AppFlow', 'API Gateway'] as const;
export type Subject = (typeof subjects)[number];

export interface Truth extends Provenance {
  /** One fact of today, as a sentence. */
  readonly text: string;
  /** Set where it corrects what is usually taught, rather than adding to it. */
  readonly corrects?: true;
}

export interface Lesson {
  /** Kebab case, never reused: `asynchronous-calls`. */
  readonly id: string;
  readonly subject: Subject;
  readonly title: string;
  /** As it is usually taught, in short. */
  readonly statement: string;
  /** What is true today: never empty. */
  readonly today: readonly Truth[];
  /** Ids of the rules that teach it: what they find in a drawing is the lesson at work. */
  readonly rules: readonly string[];
}

/** Day on which the pages behind the lessons were last read. */
export const READ = '2026-11-23';

export const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg';
export const SQS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
export const SNS = 'https://docs.aws.amazon.com/sns/latest/dg';
export const KINESIS = 'https://docs.aws.amazon.com/streams/latest/dev';
export const APPFLOW = 'https://docs.aws.amazon.com/appflow/latest/userguide';
export const API = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
export const SDK_RETRIES = 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html';
export const THROTTLING = 'https://repost.aws/knowledge-center/lambda-troubleshoot-throttling';

/** A fact that adds to what is taught. */
export const also = (text: string, source: string): Truth => ({ text, source, asOf: READ });

/** A fact that corrects what is taught. */
export const instead = (text: string, source: string): Truth => ({ text, source, asOf: READ, corrects: true });
