import type { ConnectionRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { ObjectConfig } from '../route-config';

export const objectsFitPayload: ConnectionRule<ObjectConfig, 'integrate', 'keep-objects'> = {
  id: 'api-gateway/objects-fit-payload',
  title: 'objects that an API answers with fit its payload',
  severity: 'error',
  category: 'limits',
  why: 'A REST API passes on bodies of 10 MB, which cannot be raised; a larger object is a 5xx for the client. A presigned URL, or a distribution before the bucket, has no such limit.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  asOf: '2026-11-23',
  check({ id, from, to, config: { method } }, report, { quota }) {
    const { objectSize } = to.terms;
    const most = quota('api-gateway/payload');
    if (method !== 'GET' || objectSize === undefined || objectSize <= most) return;
    report(
      { connection: id },
      `objects of ${to.resource.name} have ${bytesText(objectSize)} on average but ${from.resource.name} answers with ${bytesText(most)} at most: give clients presigned URLs, or put a distribution before the bucket`,
    );
  },
};
