/** What an API is charged for: calls that pass its throttles, its cache, and the bytes that go out. */
import type { Contract } from '#shared/model/contract';
import type { Usage, UsageContext } from '#shared/model/cost';
import { chunks, type Factor, MONTH, MONTH_HOURS, PER_GB, product, reported, sampledTraces } from '#shared/model/usage';
import { accessLog } from './access-log';
import type { ApiConfig } from './config';
import { socketUsage } from './socket-cost';

/** HTTP APIs meter a call by its request in steps of 512 KB (https://aws.amazon.com/api-gateway/pricing/, 2026-11-23). */
const HTTP_UNIT = 512 * 1024;

/**
 * Calls that a throttle refuses or that are not authorized are not charged
 * (https://repost.aws/questions/QU5y4fo-e3RWyU5r4VmyPIzA, 2026-11-27); what the authorizer costs is its function's.
 */
export function usage(context: UsageContext<ApiConfig>): readonly Usage[] {
  const { config } = context.resource;
  if (config.type === 'WEBSOCKET') return socketUsage(context);
  const { report } = context;
  const [passed, letIn] = [reported(report, 'logged'), reported(report, 'requests')];
  const all: Factor = { name: 'calls that pass the throttles', value: passed, unit: 'calls/s' };
  const calls: Factor =
    letIn === passed ? all : { name: 'calls that throttles and authorizer let pass', value: letIn, unit: 'calls/s' };
  const requestBytes = reported(report, 'requestBytes');
  return [
    ...requests(config, calls, requestBytes),
    ...cache(config),
    ...transfer(context, calls, requestBytes),
    ...accessLog(config, all),
    ...(config.type === 'REST' && config.tracing ? [sampledTraces(calls)] : []),
  ];
}

function requests({ type }: ApiConfig, calls: Factor, requestBytes: number): readonly Usage[] {
  if (type === 'REST') return [product({ meter: 'api-gateway/rest_requests' }, [calls, MONTH])];
  const units: Factor = { name: '512 KB units for each call', value: chunks(requestBytes, HTTP_UNIT) };
  return [product({ meter: 'api-gateway/http_requests' }, [calls, units, MONTH])];
}

function cache({ type, cacheSize }: ApiConfig): readonly Usage[] {
  if (type !== 'REST' || cacheSize === 'none') return [];
  return [product({ meter: `api-gateway/rest_cache_${cacheSize.replace('.', '_')}gb_hour` }, [MONTH_HOURS])];
}

/** Answers go out to the internet, or through the interface endpoint of the VPC for a private API. */
function transfer(context: UsageContext<ApiConfig>, calls: Factor, requestBytes: number): readonly Usage[] {
  const { config } = context.resource;
  const response: Factor = { name: 'response', value: config.responseSize, unit: 'B', field: 'responseSize' };
  if (config.endpoint !== 'private')
    return [
      product({ meter: 'data-transfer/internet_out', title: 'Responses, data transfer out' }, [
        calls,
        ...calledDirectly(context),
        response,
        MONTH,
        PER_GB,
      ]),
    ];
  if (!config.hasVpcEndpoint) return [];
  const both: Factor = { name: 'request and response', value: requestBytes + config.responseSize, unit: 'B' };
  const zones: Factor = { name: 'Availability Zones, at least', value: 1 };
  return [
    product({ meter: 'vpc/endpoint_hour' }, [zones, MONTH_HOURS]),
    product({ meter: 'vpc/endpoint_gb' }, [calls, both, MONTH, PER_GB]),
  ];
}

/** Callers whose answers do not go to the internet: services of AWS in the Region, and content delivery networks. */
const INSIDE: ReadonlySet<Contract> = new Set<Contract>(['fetch', 'pass-batches']);

/** What a content delivery network fetches is free: it charges for what it sends on (cloudfront pricing, 2026-11-23). */
function calledDirectly({ resource: { inbound }, rate }: UsageContext<ApiConfig>): readonly Factor[] {
  const inside = inbound.filter(({ from }) => INSIDE.has(from.contract));
  if (inside.length === 0) return [];
  const all = inbound.reduce((sum, connection) => sum + rate(connection), 0);
  const free = inside.reduce((sum, connection) => sum + rate(connection), 0);
  return [{ name: 'share that goes to the internet', value: all === 0 ? 0 : 1 - free / all }];
}
