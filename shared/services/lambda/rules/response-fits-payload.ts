import type { ResourceRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { synchronousCallers } from '../triggers';

export const responseFitsPayload: ResourceRule<FunctionConfig> = {
  id: 'lambda/response-fits-payload',
  title: 'a response fits the 6 MB of a synchronous invocation',
  severity: 'error',
  category: 'limits',
  why: 'A buffered response above 6 MB becomes a function error. Behind an API the client gets 502, although an API itself would pass on 10 MB. Larger results are put in S3 and fetched by a presigned URL, or streamed.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  asOf: '2026-11-23',
  check(resource, report, { quota }) {
    const { id, name, config } = resource;
    const most = quota('lambda/synchronous-payload');
    const [caller] = synchronousCallers(resource);
    if (!caller || config.responseSize <= most) return;
    report(
      { resource: id, field: 'responseSize' },
      `${name} answers ${caller.from.resource.name} with ${bytesText(config.responseSize)} but ${bytesText(most)} is the most: put the result in S3 and answer with a presigned URL`,
    );
  },
};
