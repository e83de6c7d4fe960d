import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { ApiConfig } from '../config';
import type { ObjectConfig } from '../route-config';
import { trafficOf } from '../routes';

export const responsesCountTheObjects: ConnectionRule<ObjectConfig, 'integrate', 'keep-objects'> = {
  id: 'api-gateway/responses-count-the-objects',
  title: 'the mean response counts the objects that an API answers with',
  severity: 'info',
  category: 'cost',
  why: 'What an API sends out is charged by the GB, from the mean size of its responses. Where a share of them are objects, the mean is at least that share of an object.',
  source: 'https://aws.amazon.com/api-gateway/pricing/',
  asOf: '2026-11-23',
  check(connection, report, { quota }) {
    const { from, to, config } = connection;
    const { id, name } = from.resource;
    const { responseSize } = from.resource.config as ApiConfig;
    const { objectSize } = to.terms;
    if (config.method !== 'GET' || objectSize === undefined || objectSize > quota('api-gateway/payload')) return;
    const least = Math.ceil(trafficOf(connection) * objectSize);
    if (responseSize >= least) return;
    report(
      { resource: id, field: 'responseSize' },
      `responses of ${name} have ${bytesText(responseSize)} on average but the objects of ${to.resource.name} alone make it ${bytesText(least)}: state at least that, which the bill counts as data transfer out`,
      set(`Set the response size to ${bytesText(least)}`, { resource: id }, 'responseSize', least),
    );
  },
};
