import { describe, expect, it } from 'vitest';
import { commands } from '#shared/host/commands';
import { commandHandlers } from '../../../renderer/app/command-handlers';
import { dialPosition, factorAt, STEPS, turnDial } from '../../../renderer/app/dial-scale';
import { panels } from '../../../renderer/app/panels';
import { checkedView } from '../../../renderer/app/view';
import { setLoadFactor, useEvaluation } from '../../../renderer/evaluation/store';

it('every command does something, and every panel has its command', () => {
  expect(Object.keys(commandHandlers).toSorted()).toEqual(commands.map(({ id }) => id).toSorted());
  const ids = new Set<string>(commands.map(({ id }) => id));
  expect(panels.filter(({ command }) => !ids.has(command))).toEqual([]);
});

describe('the load dial', () => {
  it('goes from a tenth to ten times the load, with the load as drawn in the middle', () => {
    expect([factorAt(0), factorAt(STEPS / 2), factorAt(STEPS)]).toEqual([0.1, 1, 10]);
  });

  it('stands where its factor says, at every step', () => {
    for (let step = 0; step <= STEPS; step += 1) expect(Math.round(dialPosition(factorAt(step)) * STEPS)).toBe(step);
  });

  it('is turned by key and stops at its ends', () => {
    setLoadFactor(1);
    turnDial(1);
    expect(useEvaluation.getState().loadFactor).toBeCloseTo(1.122, 3);
    for (let press = 0; press < 100; press += 1) turnDial(1);
    expect(useEvaluation.getState().loadFactor).toBe(10);
  });
});

it('of a stored view only what has the right type is taken', () => {
  expect(checkedView({ paletteWidth: 300, theme: 5, showsLegend: false, unknown: 1 })).toEqual({
    paletteWidth: 300,
    showsLegend: false,
  });
  expect(checkedView('nonsense')).toEqual({});
  expect(checkedView(null)).toEqual({});
});
