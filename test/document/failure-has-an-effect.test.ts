import { describe, expect, it } from 'vitest';
import { applyEdit } from '#shared/document/edit';
import { resolve } from '#shared/document/resolve';
import type { Failure, Scenario } from '#shared/document/scenario';
import { ratio, seconds } from '#shared/model/unit';
import { services } from '#shared/services/registry';
import { exampleDocuments } from '../support/example-graphs';

const pipeline = exampleDocuments().get('order-pipeline')!;
const lasting = { at: seconds(10), for: seconds(20) };

function found(failure: Failure) {
  const scenario: Scenario = {
    id: 'bad-day',
    name: 'Bad day',
    profile: { kind: 'constant' },
    duration: seconds(60),
    seed: 1,
    failures: [failure],
  };
  const { document } = applyEdit(pipeline, { do: 'put-scenario', scenario: { ...scenario } });
  const finding = resolve(document, services).findings.find(({ rule }) => rule === 'document/failure-has-an-effect');
  return { document, finding };
}

describe('a failure in a scenario', () => {
  it('of a kind that its resource does not react to is found, with places where it would tell, and taken out', () => {
    const { document, finding } = found({ kind: 'slowness', resource: 'billing', ...lasting, factor: ratio(3) });
    expect(finding?.message).toBe(
      'the scenario Bad day has slowness at billing, where it changes nothing, and something at charge-card, create-order, order-events: name another one or take the failure out',
    );
    const mended = applyEdit(document, finding!.remedy!.edit).document;
    expect(mended.scenarios.find(({ id }) => id === 'bad-day')?.failures).toEqual([]);
  });

  it('that cuts a quota which no run draws on is found', () => {
    const { finding } = found({
      kind: 'quota-cut',
      resource: 'charge-card',
      ...lasting,
      quota: 'lambda/asynchronous-payload',
      to: ratio(0.5),
    });
    expect(finding?.message).toMatch(/^the scenario Bad day cuts ".+", which a run of charge-card does not draw on:/);
  });

  it('that begins when the run is over is found', () => {
    const { finding } = found({ kind: 'cold-start-storm', resource: 'charge-card', at: seconds(60) });
    expect(finding?.message).toBe(
      'the scenario Bad day has a cold-start storm at charge-card from 60 s on, when its 60 s are over: begin earlier or take the failure out',
    );
  });

  it('is fine where something reacts to it', () => {
    expect(found({ kind: 'errors', resource: 'charge-card', ...lasting, share: ratio(1) }).finding).toBeUndefined();
    expect(found({ kind: 'kick', resource: 'billing', ...lasting, factor: ratio(2) }).finding).toBeUndefined();
  });
});
