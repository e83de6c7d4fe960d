/** Cold starts of a function through an ordinary drawing, with what was published and measured of them. */
import type { ResourceResult } from '#shared/simulation/result';
import { Agreements, shareOf } from './agreement';
import { rowsOf } from './reference-rows';
import { exponentially, simulated } from './simulated';

export const coldStartLaw = new Agreements();

for (const row of rowsOf('cold-start-simfaas-law')) {
  const { arrivalRate, keepAliveSeconds } = row.inputs;
  coldStartLaw.check(
    `${row.id} ${arrivalRate}/s, environments live ${keepAliveSeconds} s: as another program found it`,
    (compare) => {
      const duration = Math.max(40 * keepAliveSeconds, 60_000 / arrivalRate);
      const fn = functionUnder(row.inputs, { duration, warmUp: 10 * keepAliveSeconds, replications: 3 });
      // Five times fewer requests than the reference had, and rare events: its tolerance alone would be too narrow.
      compare(row, 'coldProbability', mean(shareOf(fn.coldStarts, fn.attempts)), 0.12);
      compare(row, 'meanInstances', mean(fn.environments.mean));
      compare(row, 'meanRunning', mean(fn.concurrency.mean));
      compare(row, 'meanResponse', mean(fn.latency.mean));
      compare(row, 'rejectProbability', mean(shareOf(fn.throttled, fn.offered)), 0, 0.003);
    },
  );
}

/** Judged by the mean of three runs and the reference's tolerance, without the run's own interval. */
const mean = ({ mean: of }: { readonly mean: number }) => ({ mean: of, halfWidth: null });

export interface AwsRow {
  readonly ratePerSecond: number;
  readonly cold: { readonly measured: number; readonly simulated: number };
  readonly environments: { readonly measured: number; readonly simulated: number };
}

let aws: readonly AwsRow[] | undefined;

/** Measured on AWS Lambda in 2020 by Mahmoudi and Khazaei (github.com/pacslab/simfaas, exp.csv). */
export function awsColdStarts(): readonly AwsRow[] {
  aws ??= rowsOf('measured-aws-lambda-cold-start').map(({ inputs, expected }) => {
    const duration = 40_000 / Math.min(inputs.arrivalRate, 0.4);
    const { coldStarts, attempts, environments } = functionUnder(inputs, { duration, warmUp: 6000, replications: 1 });
    return {
      ratePerSecond: inputs.arrivalRate,
      cold: { measured: expected['coldProbability'] as number, simulated: coldStarts.mean / attempts.mean },
      environments: { measured: expected['meanInstances'] as number, simulated: environments.mean.mean },
    };
  });
  return aws;
}

/** Mean over the rows of the difference as a share of what was measured. */
export function meanError(of: 'cold' | 'environments'): number {
  const rows = awsColdStarts();
  const sum = rows.reduce((total, row) => total + Math.abs(row[of].simulated / row[of].measured - 1), 0);
  return sum / rows.length;
}

interface Runs {
  readonly duration: number;
  readonly warmUp: number;
  readonly replications: number;
}

function functionUnder(inputs: any, runs: Runs): ResourceResult {
  const { arrivalRate, warmSeconds, coldSeconds, keepAliveSeconds, maxConcurrency } = inputs;
  const settings = {
    duration: exponentially(warmSeconds),
    coldStart: coldSeconds - warmSeconds,
    keepAlive: keepAliveSeconds,
    timeout: 900,
    ...(maxConcurrency === undefined ? {} : { reservedConcurrency: maxConcurrency }),
  };
  const { resources } = simulated(
    {
      resources: {
        client: ['client', { rate: arrivalRate, sdkAttempts: 1, timeout: 900 }],
        fn: ['lambda', settings],
      },
      connections: [['client/invoke', 'client', 'fn']],
    },
    { ...runs, maxTraces: 0 },
  );
  return resources['fn']!;
}
