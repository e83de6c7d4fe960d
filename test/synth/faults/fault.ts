/** A fault planted in a drawing. */
import type { Config } from '#shared/model/graph';
import type { Drawn } from '../../support/drawing';

export interface Fault {
  /** Of Spillway, which finds it. */
  readonly rule: string;
  /** What happens to whoever deploys it. */
  readonly consequence: string;
  readonly drawn: Drawn;
  /** Rule of cdk-nag that speaks of it where the exporter does not acknowledge it. */
  readonly nag?: string;
  /** Why AWS's tools are right to refuse it, or wrong, where Spillway does not call it an error. */
  readonly disputed?: string;
}

export type Resources = NonNullable<Drawn['resources']>;
export type Connections = NonNullable<Drawn['connections']>;

export const drawn = (resources: Resources, ...connections: Connections): Drawn => ({ resources, connections });

export const fn = (settings: Config = {}): Resources => ({ f: ['lambda', { timeout: 30, ...settings }] });
export const queue = (settings: Config = {}): Resources => ({ q: ['sqs', { visibilityTimeout: 180, ...settings }] });

/** `f0`, `f1` … and what joins each. */
export function several(
  count: number,
  service: string,
  join: (id: string) => Connections[number],
): { readonly resources: Resources; readonly connections: Connections } {
  const ids = Array.from({ length: count }, (_, at) => `${service}-${at}`);
  return { resources: Object.fromEntries(ids.map((id) => [id, [service]])), connections: ids.map(join) };
}
