import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { OriginConfig } from '../connections';

const LONGEST = 120;

export const originAnswersBeforeCloudFront: ConnectionRule<OriginConfig, 'fetch', 'http'> = {
  id: 'cloudfront/origin-answers-before-cloudfront',
  title: 'CloudFront waits longer than the origin takes to give up',
  severity: 'warning',
  category: 'reliability',
  why: 'Where CloudFront gives up first it answers 504, and sends a GET to the origin again, although the first request is still under way behind it: the load on a slow backend doubles or triples.',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html',
  asOf: '2026-11-23',
  check({ from, to }, report) {
    const { responseTimeout } = from.terms;
    const { timeout } = to.terms;
    if (responseTimeout > timeout) return;
    const needed = Math.floor(timeout) + 1;
    report(
      { resource: from.resource.id, field: 'responseTimeout' },
      `${from.resource.name} waits ${short(responseTimeout)} s but ${to.resource.name} may take ${short(timeout)} s: ${
        needed <= LONGEST ? `let it wait ${needed} s` : 'shorten the timeout behind it'
      }`,
      needed <= LONGEST
        ? set(`Let it wait ${needed} s`, { resource: from.resource.id }, 'responseTimeout', needed)
        : undefined,
    );
  },
};
