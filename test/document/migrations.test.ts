import { describe, expect, it } from 'vitest';
import { migrate, type Migration, MIGRATIONS } from '#shared/document/migrations';
import { FORMAT } from '#shared/document/schema';

const step = (to: number, up: Migration['up'] = (json) => json): Migration => ({ to, name: `step-to-${to}`, up });
const steps: readonly Migration[] = [
  step(2, ({ nodes, ...json }) => ({ ...json, resources: nodes })),
  step(3, (json) => ({ ...json, resources: (json['resources'] as unknown[]).toReversed() })),
];

describe('migrations', () => {
  it('that are published lead to the format of this build without a gap', () => {
    expect(migrate({ format: FORMAT }, FORMAT, FORMAT, MIGRATIONS).outcome).toBe('ready');
  });

  it('are applied from the format of the file on, in order, and leave the file as it was', () => {
    const json = { format: 1, nodes: [1, 2] };
    expect(migrate(json, 1, 3, steps)).toEqual({
      outcome: 'ready',
      json: { format: 3, resources: [2, 1] },
      applied: ['step-to-2', 'step-to-3'],
    });
    expect(json).toEqual({ format: 1, nodes: [1, 2] });
    expect(migrate({ format: 2, resources: [1, 2] }, 2, 3, steps)).toMatchObject({ applied: ['step-to-3'] });
    expect(migrate({ format: 3 }, 3, 3, steps)).toMatchObject({ json: { format: 3 }, applied: [] });
  });

  it('say why a file cannot be brought up', () => {
    expect(migrate({}, 4, 3, steps)).toEqual({ outcome: 'too-new', format: 4 });
    expect(migrate({}, 0, 3, steps)).toEqual({ outcome: 'too-old', format: 0, oldest: 1 });
    expect(migrate({ format: 2 }, 2, 3, steps)).toMatchObject({ outcome: 'failed', migration: 'step-to-3' });
  });

  it('with a gap, or with one name twice, are a mistake of ours', () => {
    expect(() => migrate({}, 1, 3, [step(3)].concat(step(3)))).toThrow(
      'migration step-to-3 is numbered 3 where 2 is due',
    );
    const twins = [step(2), { ...step(3), name: 'step-to-2' }];
    expect(() => migrate({}, 1, 3, twins)).toThrow('two migrations have one name: step-to-2');
  });
});
