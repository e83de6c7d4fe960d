/** An order whose stock is reserved (tried twice), whose card is charged and which is shipped; undone backwards. */
import type { Config } from '#shared/model/graph';
import type { Drawn } from '../../support/drawing';
import { always } from '../../support/simulated';

/**
 * @param errorRates of the functions by name
 * @param refund more settings of the task that gives the money back
 */
export function saga(rate: number, errorRates: Readonly<Record<string, number>>, refund: Config = {}): Drawn {
  const functions = ['reserve', 'charge', 'ship', 'refund', 'release'].map(
    (name) => [name, ['lambda', { coldStart: 0, duration: always(0.1), errorRate: errorRates[name] ?? 0 }]] as const,
  );
  const task = (to: string, config: Config) => ['step-functions/invoke-function', 'order', to, config] as const;
  return {
    resources: {
      app: ['client', { rate, retryMode: 'none' }],
      order: ['step-functions', { furtherTime: 0.1 }],
      ...Object.fromEntries(functions),
    },
    connections: [
      ['client/start-execution', 'app', 'order'],
      task('reserve', { place: 1, retryAttempts: 1 }),
      task('charge', { place: 2, onFailure: 'undo' }),
      task('ship', { place: 3, onFailure: 'undo' }),
      task('refund', { place: 1, runs: 'undo', undoes: 'order--charge', ...refund }),
      task('release', { place: 2, runs: 'undo', undoes: 'order--reserve' }),
    ],
  };
}
