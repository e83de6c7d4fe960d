/** The throttle of a stage in exported code, and the alarm on what it refuses. */
import type { AlarmCode, EmitContext } from '#shared/model/cdk';
import { lasting } from '#shared/model/cdk-helpers';
import { type Code, literal, object, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import type { ApiConfig } from './config';

/** Of a stage of an HTTP or WebSocket API; undefined without a throttle. */
export function throttleOf({ stageRate, stageBurst }: ApiConfig): Code | undefined {
  if (stageRate === undefined && stageBurst === undefined) return undefined;
  return object({
    rateLimit: stageRate === undefined ? undefined : literal(stageRate),
    burstLimit: stageBurst === undefined ? undefined : literal(stageBurst),
  });
}

/** Counted from the access log: API Gateway’s own metric has 429 among all 4xx. */
export function refused(api: Resource<ApiConfig>, context: EmitContext): Code {
  return `new cloudwatch.Metric({
    namespace: design.stackName,
    metricName: ${quote(`${context.constructId(api)}-429`)},
    ...SUM,
  })`;
}

/** @param what `requests` */
export function refusals(api: Resource<ApiConfig>, context: EmitContext, what: string): readonly AlarmCode[] {
  if (api.config.accessLogBytes === 0) return [];
  const whose = api.config.type === 'REST' ? 'the usage plan, the stage or the account' : 'the stage or the account';
  return [
    lasting(
      'Refused',
      refused(api, context),
      'at least',
      1,
      `${api.name} refuses ${what} with 429: a throttle of ${whose} is reached.`,
    ),
  ];
}
