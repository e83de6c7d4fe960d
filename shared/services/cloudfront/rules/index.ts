/** The rules of this service, one a file. */
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { DistributionConfig } from '../config';
import type { OriginConfig } from '../connections';
import { distributionHasAnOrigin } from './distribution-has-an-origin';
import { errorsDoNotStay } from './errors-do-not-stay';
import { hitsNeedReads } from './hits-need-reads';
import { originAnswersBeforeCloudFront } from './origin-answers-before-cloudfront';
import { originHasNoDistributionOfItsOwn } from './origin-has-no-distribution-of-its-own';
import { originIsAskedOnce } from './origin-is-asked-once';
import { originsFit } from './origins-fit';
import { patternsDiffer } from './patterns-differ';
import { planCoversTraffic } from './plan-covers-traffic';
import { sharesAreWhole } from './shares-are-whole';

export const rules: readonly ResourceRule<DistributionConfig>[] = [
  distributionHasAnOrigin,
  errorsDoNotStay,
  hitsNeedReads,
  originsFit,
  patternsDiffer,
  planCoversTraffic,
  sharesAreWhole,
];

export const httpOriginRules: readonly ConnectionRule<OriginConfig, 'fetch', 'http'>[] = [
  originAnswersBeforeCloudFront,
  originHasNoDistributionOfItsOwn,
];

export const functionOriginRules: readonly ConnectionRule<OriginConfig, 'fetch', 'invoke'>[] = [originIsAskedOnce];
