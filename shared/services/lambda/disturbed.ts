import type { Disturbance } from '#shared/model/simulation';
import { ratio, seconds } from '#shared/model/unit';
import type { FunctionConfig } from './config';

/** A function whose invocations fail, or take longer, is one with that error rate or duration. */
export function disturbed(config: FunctionConfig, disturbance: Disturbance): FunctionConfig | undefined {
  switch (disturbance.kind) {
    case 'errors':
      return { ...config, errorRate: ratio(1 - (1 - config.errorRate) * (1 - disturbance.share)) };
    case 'slowness': {
      const mean = config.duration.mean * disturbance.factor;
      return {
        ...config,
        duration: { ...config.duration, mean: seconds(Math.min(mean, config.timeout)) },
        perRecord: seconds(config.perRecord * disturbance.factor),
        ...(mean >= config.timeout ? { errorRate: ratio(1) } : {}),
      };
    }
    default:
      return undefined;
  }
}
