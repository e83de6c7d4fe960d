/** What a distribution is charged for: requests and bytes by where the viewers are, bytes sent to origins; or its plan. */
import type { Usage, UsageContext } from '#shared/model/cost';
import { type Factor, MONTH, PER_GB, product, reported } from '#shared/model/usage';
import { type DistributionConfig, missShare } from './config';
import { planOf } from './plans';

export function usage({ resource: { config }, report }: UsageContext<DistributionConfig>): readonly Usage[] {
  const { meter } = planOf(config.plan);
  if (meter !== undefined) return [product({ meter }, [{ name: 'distributions', value: 1 }])];
  const requests: Factor = { name: 'requests of viewers', value: reported(report, 'requests'), unit: 'requests/s' };
  const response: Factor = { name: 'response', value: config.responseSize, unit: 'B', field: 'responseSize' };
  return [
    product({ meter: `cloudfront/https_requests_${config.edge}` }, [requests, MONTH]),
    product({ meter: `cloudfront/data_out_internet_${config.edge}` }, [requests, response, MONTH, PER_GB]),
    ...sentToOrigins(config, requests, reported(report, 'requestBytes')),
  ];
}

/** What an edge fetches from an origin in AWS is free; what it sends there, the bodies of POST and PUT, is not. */
function sentToOrigins(config: DistributionConfig, requests: Factor, size: number): readonly Usage[] {
  const writes = 1 - config.cacheableShare;
  if (writes <= 0 || missShare(config) <= 0) return [];
  return [
    product({ meter: `cloudfront/data_out_origin_${config.edge}` }, [
      requests,
      { name: 'share that is sent with a body', value: writes },
      { name: 'request', value: size, unit: 'B' },
      MONTH,
      PER_GB,
    ]),
  ];
}
