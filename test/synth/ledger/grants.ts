/** Policies as the single permissions that they give or deny, however they are put together into statements. */
import type { Test } from './entry';

export interface Grant {
  readonly effect?: 'Allow' | 'Deny';
  /** In policies of what is used: who may use it. */
  readonly who?: unknown;
  readonly actions: readonly string[];
  /** What policies of keys and of trust speak of needs no name. */
  readonly on?: readonly unknown[];
  readonly when?: unknown;
}

/** `a may do b on c`, one for each, so that statements that were merged compare with those that were not. */
export function permissions({ effect = 'Allow', who, actions, on = [], when }: Grant): readonly string[] {
  return actions.flatMap((action) =>
    (on.length === 0 ? [undefined] : on).map((resource) => canonical({ effect, who, action, on: resource, when })),
  );
}

interface RawStatement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

export function stated(document: unknown): readonly string[] {
  const { Version, Statement } = (document ?? {}) as { Version?: string; Statement?: readonly RawStatement[] };
  if (Version !== '2012-10-17') return ['another language of policies'];
  return (Statement ?? []).flatMap(({ Effect, Principal, Action, Resource, Condition }) =>
    [Action]
      .flat()
      .flatMap((action) =>
        [Resource].flat().map((on) => canonical({ effect: Effect, who: Principal, action, on, when: Condition })),
      ),
  );
}

/** What one set of permissions lacks and has beyond the other. */
export function compared(wanted: readonly string[], actual: readonly string[]): readonly string[] {
  const [want, have] = [new Set(wanted), new Set(actual)];
  return [
    ...[...want].filter((each) => !have.has(each)).map((each) => `does not say ${each}`),
    ...[...have].filter((each) => !want.has(each)).map((each) => `says ${each}, which nothing drawn needs`),
  ];
}

/** A policy that says this and no more. */
export const policy =
  (...grants: readonly Grant[]): Test =>
  (document) =>
    compared(grants.flatMap(permissions), stated(document));

const canonical = (value: unknown): string => JSON.stringify(sorted(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

export const service = (name: string): unknown => ({ Service: `${name}.amazonaws.com` });

/** Nobody may use it but over TLS. */
export const overTls = (who: unknown, action: string, ...on: readonly unknown[]): Grant => ({
  effect: 'Deny',
  who,
  actions: [action],
  on,
  when: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** For roles: who may take them. */
export const trusts = (name: string, condition?: unknown): Test =>
  policy({ who: service(name), actions: ['sts:AssumeRole'], when: condition });
