/** The rules of this service, one a file. */
import type { ResourceRule } from '#shared/model/rule';
import type { EndpointConfig } from '../config';
import { answersComeBeforeItGivesUp } from './answers-come-before-it-gives-up';
import { repeatedRequestsAreRecognised } from './repeated-requests-are-recognised';
import { urlIsHttps } from './url-is-https';

export const rules: readonly ResourceRule<EndpointConfig>[] = [
  answersComeBeforeItGivesUp,
  repeatedRequestsAreRecognised,
  urlIsHttps,
];
