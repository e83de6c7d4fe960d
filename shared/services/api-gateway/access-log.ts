import type { Usage } from '#shared/model/cost';
import { type Factor, MONTH, PER_GB, product } from '#shared/model/usage';
import type { ApiConfig } from './config';

/** @param calls what is logged, a line each */
export function accessLog({ accessLogBytes }: ApiConfig, calls: Factor): readonly Usage[] {
  const entry: Factor = { name: 'log entry', value: accessLogBytes, unit: 'B', field: 'accessLogBytes' };
  const metered = { meter: 'cloudwatch-logs/ingest_custom_standard', title: 'Access log ingestion' };
  return accessLogBytes === 0 ? [] : [product(metered, [calls, entry, MONTH, PER_GB])];
}
