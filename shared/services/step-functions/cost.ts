/** What a state machine is charged for: state transitions, or requests and GB-seconds; its logs and traces. */
import type { CapacityReport } from '#shared/model/capacity';
import type { Usage, UsageContext } from '#shared/model/cost';
import { type Factor, MONTH, PER_GB, product, reported, sampledTraces } from '#shared/model/usage';
import type { StateMachineConfig } from './config';
import { LONGEST_EXPRESS } from './starts';

/** Express is billed in steps of 100 ms and of 64 MB (https://aws.amazon.com/step-functions/pricing/). */
const DURATION_STEP = 0.1;
const MEMORY_STEP = 64;
const MB_PER_GB = 1024;

export function usage({ resource: { config }, report }: UsageContext<StateMachineConfig>): readonly Usage[] {
  const executions: Factor = { name: 'executions', value: reported(report, 'executions'), unit: 'executions/s' };
  return [
    ...(config.type === 'standard'
      ? [
          product({ meter: 'step-functions/standard_transition' }, [
            { name: 'state transitions', value: reported(report, 'transitions'), unit: 'transitions/s' },
            MONTH,
          ]),
        ]
      : [
          product({ meter: 'step-functions/express_request' }, [executions, MONTH]),
          product({ meter: 'step-functions/express_duration' }, [
            executions,
            billedDuration(report),
            ...billedMemory(config),
            MONTH,
          ]),
        ]),
    ...logs(config, executions),
    ...(config.tracing ? [sampledTraces(executions)] : []),
  ];
}

/** Rounded up to a step: half of one on average, exactly that of a duration without spread; one that is cut off is whole. */
function billedDuration(report: CapacityReport): Factor {
  const [duration, taskTime] = [reported(report, 'duration'), reported(report, 'taskTime')];
  const longest = report.limits.find(({ id }) => id === LONGEST_EXPRESS)?.limit ?? Infinity;
  const value =
    taskTime > 0
      ? Math.min(longest, duration + DURATION_STEP / 2)
      : Math.ceil(duration / DURATION_STEP - 1e-9) * DURATION_STEP;
  return { name: 'billed duration, in steps of 100 ms', value, unit: 's' };
}

function billedMemory({ memory }: StateMachineConfig): readonly Factor[] {
  const billed = Math.ceil(memory / MEMORY_STEP) * MEMORY_STEP;
  return [
    { name: 'memory, in steps of 64 MB', value: billed, unit: 'MB', field: 'memory' },
    { name: 'MB in a GB', value: MB_PER_GB, unit: 'MB', divides: true },
  ];
}

/** Vended logs (https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html): in the bands that functions' logs fill too. */
function logs({ logBytes }: StateMachineConfig, executions: Factor): readonly Usage[] {
  if (logBytes === 0) return [];
  const written: Factor = { name: 'log output of one', value: logBytes, unit: 'B', field: 'logBytes' };
  const metered = { meter: 'cloudwatch-logs/ingest_lambda_standard', title: 'Execution log ingestion' };
  return [product(metered, [executions, written, MONTH, PER_GB])];
}
