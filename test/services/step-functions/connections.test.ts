/** How often a task is done, and what bounds its settings. */
import { describe, expect, it } from 'vitest';
import { describeFields } from '#shared/model/field';
import { stepFunctions } from '#shared/services/step-functions/index';
import { drawing } from '../../support/drawing';

describe('a task without retries', () => {
  const delivery = (type: string, started: string, retryAttempts = 0) => {
    const { connections } = drawing({
      resources: { app: ['client'], order: ['step-functions', { type }], work: ['lambda'] },
      connections: [
        [started, 'app', 'order'],
        ['step-functions/invoke-function', 'order', 'work', { retryAttempts }],
      ],
    });
    const task = connections.find(({ id }) => id === 'order--work')!;
    return task.kind.behaviour(task).delivery;
  };

  it('is done at most once by Standard, and by Express whose starter waits for the end', () => {
    expect(delivery('standard', 'client/start-execution')).toBe('at most once');
    expect(delivery('express', 'client/start-sync-execution')).toBe('at most once');
  });

  it('may be done twice by Express that nobody waits for: the execution may run twice', () => {
    expect(delivery('express', 'client/start-execution')).toBe('at least once');
  });

  it('may be done twice by whatever tries it again', () => {
    expect(delivery('standard', 'client/start-execution', 1)).toBe('at least once');
  });
});

describe('a task at once with others', () => {
  const said = (config: Record<string, unknown>) => {
    const { connections } = drawing({
      resources: { order: ['step-functions'], work: ['lambda'] },
      connections: [['step-functions/invoke-function', 'order', 'work', config]],
    });
    const [task] = connections;
    return [task!.kind.badge(task!.config), task!.kind.behaviour(task!).onFailure];
  };

  it.each([
    [{ place: 2 }, '2', 'the execution fails'],
    [{ place: 2, branch: 'b' }, '2b', 'the other branches are stopped, and the execution fails'],
    [{ place: 2, branch: 'b', placeInBranch: 3, onFailure: 'continue' }, '2b.3', 'it is caught and the next task runs'],
    [
      { runsFor: 'item', items: 20, maximumConcurrency: 5, share: 0.5 },
      '1 · 50 % · 20 items by 5',
      'the other items are stopped, and the execution fails',
    ],
    [
      { runsFor: 'item', onFailure: 'continue', retryAttempts: 2 },
      '1 · 10 items',
      'after the last retry it is caught and the other items go on',
    ],
  ])('says where it stands and what its failure does: %j', (config, badge, onFailure) => {
    expect(said(config)).toEqual([badge, onFailure]);
  });
});

describe('quotas of a state machine', () => {
  const quota = (id: string) => stepFunctions.quotas.find((each) => each.id === id)!.value;

  it('bound what a task gets', () => {
    const [task] = stepFunctions.connections;
    const payload = describeFields(task!.config).find(({ name }) => name === 'payload')!;
    expect(payload.max).toBe(quota('step-functions/payload'));
    const inputs = stepFunctions.ports.map((port) => port.terms(stepFunctions.config.parse({}) as never));
    expect(inputs).toEqual(
      inputs.map(() => expect.objectContaining({ maximumInputSize: quota('step-functions/payload') })),
    );
  });

  it('bound the time beside the tasks', () => {
    const time = describeFields(stepFunctions.config).find(({ name }) => name === 'furtherTime')!;
    expect(time.max).toBe(quota('step-functions/standard-duration'));
  });
});
