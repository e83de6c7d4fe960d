/** What is the same of every caller that starts executions of a workflow. */
import type { Refusal } from './connection';

/** Why nobody can wait for the end of a workflow that may take a year. */
export const STANDARD_DOES_NOT_ANSWER: Refusal = {
  why: 'only Express workflows answer with the end of an execution',
  instead: 'start the execution without waiting, or make the workflow Express',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html',
  asOf: '2026-11-23',
};
