import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectionRecord, ProjectEdit, ResourceRecord } from '#shared/model/edit';
import { applyEdit } from '#shared/document/edit';
import { newDocument } from '#shared/document/new';
import { type Resolved, resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import { document as anyDocument } from './arbitrary';
import { world } from './world';

const resource = (id: string, service: string, config: ResourceRecord['config'] = {}): ResourceRecord => ({
  id,
  service,
  name: id,
  config,
});
const link = (kind: string, from: string, to: string, config: ConnectionRecord['config'] = {}): ConnectionRecord => ({
  id: `${from}--${to}`,
  kind,
  from,
  to,
  config,
});
const drawn = (
  resources: readonly ResourceRecord[],
  connections: readonly ConnectionRecord[] = [],
  parts: Partial<ProjectDocument> = {},
): ProjectDocument => ({ ...newDocument('Test'), resources, connections, ...parts });
const said = ({ findings }: Resolved): string[] => findings.map(({ rule, message }) => `${rule}: ${message}`);
const mended = (document: ProjectDocument, index = 0): ProjectDocument => {
  const edit: ProjectEdit | undefined = resolve(document, world).findings[index]?.remedy?.edit;
  if (!edit) throw new Error('no remedy');
  return applyEdit(document, edit).document;
};

describe('resolving a document', () => {
  it('fills in defaults and binds each connection to the terms of both ends', () => {
    const document = drawn(
      [resource('worker', 'worker', { timeout: 10 }), resource('jobs', 'box', { type: 'fifo', spread: { mean: 2 } })],
      [link('worker/poll', 'jobs', 'worker')],
    );
    const { graph, findings } = resolve(document, world);
    expect(findings).toEqual([]);
    const [jobs, worker] = graph.resources;
    expect(jobs?.config).toEqual({
      type: 'fifo',
      retention: 345_600,
      isOpen: true,
      label: '',
      spread: { distribution: 'lognormal', mean: 2, scv: 1 },
    });
    const [poll] = graph.connections;
    expect(poll).toMatchObject({
      kind: { id: 'worker/poll' },
      config: { batchSize: 10 },
      from: { contract: 'poll-queue', terms: { fifo: true } },
      to: { contract: 'invoke', terms: { timeout: 10 } },
    });
    expect(jobs?.outbound).toEqual([poll]);
    expect(worker?.inbound).toEqual([poll]);
    expect(poll?.from.resource).toBe(jobs);
  });

  it('is the same whatever the order of the document', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const turned = {
          ...document,
          resources: document.resources.toReversed(),
          connections: document.connections.toReversed(),
        };
        const one = resolve(document, world);
        const other = resolve(turned, world);
        expect(other.findings).toEqual(one.findings);
        expect(other.graph.resources.map(({ id }) => id)).toEqual(one.graph.resources.map(({ id }) => id));
        expect(other.graph.connections.map(({ id }) => id)).toEqual(one.graph.connections.map(({ id }) => id));
        expect(one.graph.connections.length + one.unresolved.length).toBe(document.connections.length);
        expect(one.graph.resources.length + one.opaque.length).toBe(document.resources.length);
      }),
      { numRuns: 50 },
    );
  });

  it('puts the default in the place of an impossible value, and offers the nearest possible one', () => {
    const document = drawn(
      [resource('jobs', 'box', { retention: 5_000_000, limit: 2.5 }), resource('worker', 'worker')],
      [link('worker/poll', 'jobs', 'worker', { batchSize: 20_000 })],
    );
    const resolved = resolve(document, world);
    expect(said(resolved)).toEqual([
      'document/value-is-possible: batch size of jobs → worker is 20,000 but must be a whole number from 1 to 10,000: until that is mended it counts as the default 10',
      'document/value-is-possible: message limit of jobs is 2.5 but must be a whole number from 1 to 10,000: until that is mended it counts as if it were unset (no limit)',
      'document/value-is-possible: retention period of jobs is 5,000,000 s but must be from 60 s to 14 days: until that is mended it counts as the default 4 days',
    ]);
    expect(resolved.findings.map(({ at, remedy }) => [at, remedy?.title])).toEqual([
      [{ connection: 'jobs--worker', field: 'batchSize' }, 'Set batch size to 10,000'],
      [{ resource: 'jobs', field: 'limit' }, 'Set message limit to 3'],
      [{ resource: 'jobs', field: 'retention' }, 'Set retention period to 14 days'],
    ]);
    expect(resolved.findings[2]).toMatchObject({ source: 'https://docs.aws.amazon.com/', asOf: '2026-11-23' });
    expect(resolved.graph.resources[0]?.config).toMatchObject({ retention: 345_600 });
    expect(said(resolve(mended(mended(mended(document))), world))).toEqual([]);
  });

  it.each([
    [
      { type: 'lifo' },
      'box type of jobs is "lifo" but must be standard or fifo: until that is mended it counts as the default "standard"',
    ],
    [
      { isOpen: 'yes' },
      'is open of jobs is "yes" but must be true or false: until that is mended it counts as the default true',
    ],
    [
      { retention: null },
      'retention period of jobs is null but must be from 60 s to 14 days: until that is mended it counts as the default 4 days',
    ],
    [
      { label: 5 },
      'label of jobs is 5 but must be a text of at most 256 characters: until that is mended it counts as the default ""',
    ],
    [
      { spread: { mean: 0 } },
      'spread mean of jobs must be at least 0.001 but is 0: until that is mended it counts as the default',
    ],
    [{ spread: [] }, 'spread of jobs must be an object but is a list: until that is mended it counts as the default'],
  ])('explains what a value must be: %j', (config, message) => {
    const document = drawn([resource('jobs', 'box', config)]);
    expect(resolve(document, world).findings.map((each) => each.message)).toEqual([message]);
    expect(resolve(mended(document), world).findings).toEqual([]);
  });

  it('takes a slip in a field’s name for what is meant', () => {
    const document = drawn([resource('jobs', 'box', { retentoin: 60, whatever: 1 })]);
    expect(said(resolve(document, world))).toEqual([
      'document/field-is-known: jobs has a field retentoin that Spillway does not know, so it counts for nothing: perhaps retention is meant',
      'document/field-is-known: jobs has a field whatever that Spillway does not know, so it counts for nothing: take it out if it is a slip',
    ]);
    expect(mended(document).resources[0]?.config).toEqual({ retention: 60, whatever: 1 });
  });

  it('keeps resources and connections that it does not know out of the graph, and says so', () => {
    const resolved = resolve(
      drawn(
        [resource('a', 'boxx'), resource('b', 'box'), resource('c', 'box')],
        [link('box/redrive', 'a', 'b'), link('box/redrve', 'b', 'c')],
      ),
      world,
    );
    expect(resolved.opaque).toEqual(['a']);
    expect(resolved.unresolved).toEqual(['a--b', 'b--c']);
    expect(resolved.graph.connections).toEqual([]);
    expect(said(resolved)).toEqual([
      'document/kind-is-known: b--c is a connection of the kind "box/redrve", which this version of Spillway does not know, so nothing flows on it: perhaps "box/redrive" is meant',
      'document/service-is-known: a is of the service "boxx", which this version of Spillway does not know, so no figure counts it: perhaps "box" is meant',
    ]);
  });

  it('refuses a connection that AWS refuses, with the reason and the source', () => {
    const document = drawn(
      [resource('a', 'box'), resource('b', 'box', { type: 'fifo' })],
      [link('box/redrive', 'a', 'b')],
    );
    const resolved = resolve(document, world);
    expect(said(resolved)).toEqual([
      'document/connection-is-possible: Redrive from a to b is not possible: both boxes must be of one type: use a box of the same type',
    ]);
    expect(resolved.findings[0]).toMatchObject({
      severity: 'error',
      source: 'https://docs.aws.amazon.com/',
      asOf: '2026-11-23',
    });
  });

  it('refuses a connection of a kind that does not fit, and offers the one that does', () => {
    const document = drawn(
      [resource('jobs', 'box'), resource('worker', 'worker')],
      [link('worker/send', 'jobs', 'worker')],
    );
    expect(said(resolve(document, world))).toEqual([
      'document/connection-fits-its-ends: jobs and worker cannot be joined by "Send": draw one of these instead: Event source mapping',
    ]);
    expect(mended(document).connections).toEqual([link('worker/poll', 'jobs', 'worker')]);
  });

  it('refuses a connection from a resource to itself', () => {
    const resolved = resolve(drawn([resource('a', 'box')], [link('box/redrive', 'a', 'a')]), world);
    expect(said(resolved)).toEqual([
      'document/connection-fits-its-ends: a and a cannot be joined by "Redrive": a cannot be connected to itself: draw a second resource and connect the two',
    ]);
  });

  it('leaves out a connection that has lost an end, whoever made the document', () => {
    const document = drawn([resource('a', 'box')], [link('box/redrive', 'a', 'ghost')]);
    expect(said(resolve(document, world))).toEqual([
      'document/connection-has-both-ends: a--ghost needs "ghost", which this project does not have: take it out or draw the missing end',
    ]);
    expect(mended(document).connections).toEqual([]);
  });

  it('finds what the account, scenarios and assertions name that is not there', () => {
    const scenario = {
      id: 's',
      name: 'S',
      duration: 60,
      failures: [
        { kind: 'cold-start-storm', resource: 'ghost', at: 1 },
        { kind: 'quota-cut', resource: 'a', quota: 'box/nothing', at: 1, for: 1, to: 0.5 },
      ],
    };
    const base = drawn([resource('a', 'box')], [], {
      account: { region: 'us-east-1', quotas: { 'box/boxs': 5, 'box/size': 200_000, 'box/boxes': 2000 } },
    });
    const edits: ProjectEdit[] = [
      { do: 'put-scenario', scenario },
      { do: 'put-assertion', assertion: { id: 't', kind: 'headroom', atLeast: 0.1, resource: 'ghost' } },
    ];
    const document = edits.reduce((before, edit) => applyEdit(before, edit).document, base);
    expect(said(resolve(document, world))).toEqual([
      'document/assertion-names-what-is-there: the assertion t speaks of "ghost", which is not a resource of this project: name another one',
      'document/quota-is-adjustable: AWS does not raise Box size beyond 120,000, and this account states 200,000: take it out',
      'document/quota-is-known: no service has a quota "box/boxs", so its value counts for nothing: perhaps box/boxes is meant',
      'document/scenario-names-what-is-there: the scenario S cuts the quota "box/nothing", which no service has: name another one or take the failure out',
      'document/scenario-names-what-is-there: the scenario S lets "ghost" fail, which is not a resource of this project: name another one or take the failure out',
    ]);
    const after = resolve(mended(mended(mended(mended(document, 1), 1), 1), 1), world);
    expect(after.findings.map(({ rule }) => rule)).toEqual(['document/assertion-names-what-is-there']);
  });
});
