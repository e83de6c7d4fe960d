import { describe, expect, it } from 'vitest';
import type { ResourceRecord } from '#shared/model/edit';
import { type ConnectionChoices, connectionChoices } from '#shared/document/connectable';
import { services } from '#shared/services/registry';
import { world } from './world';

const resource = (service: string, name = service, config: ResourceRecord['config'] = {}): ResourceRecord => ({
  id: name,
  service,
  name,
  config,
});
const between = (from: ResourceRecord, to: ResourceRecord, registry = world): ConnectionChoices =>
  connectionChoices(from, to, registry);
const kinds = ({ kinds: found }: ConnectionChoices): string[] => found.map(({ id }) => id);

describe('between two resources', () => {
  it('the kinds whose contracts both ends speak can be drawn', () => {
    expect(kinds(between(resource('box', 'jobs'), resource('worker')))).toEqual(['worker/poll']);
    expect(between(resource('box', 'jobs'), resource('worker')).refusal).toBeUndefined();
  });

  it('kinds that carry work come before those that carry failures', () => {
    const found = connectionChoices(resource('lambda', 'a'), resource('sqs', 'b'), services).kinds;
    const roles = found.map(({ role }) => role);
    expect(roles).toEqual(roles.toSorted((a, b) => Number(b === 'work') - Number(a === 'work') || (a < b ? -1 : 1)));
    expect(found[0]?.id).toBe('lambda/send-message');
  });

  it('the configurations of both decide what AWS refuses', () => {
    const fifo = resource('box', 'orders', { type: 'fifo' });
    expect(between(resource('board', 'news'), fifo)).toEqual({
      kinds: [],
      refusal: {
        why: 'a standard board cannot feed a FIFO box',
        instead: 'use a FIFO board',
        source: 'https://docs.aws.amazon.com/',
        asOf: '2026-11-23',
      },
    });
    expect(kinds(between(resource('board', 'news', { fifo: true }), fifo))).toEqual(['board/subscription']);
  });

  it('a refusal says what the service says, with the way round', () => {
    expect(between(resource('box', 'jobs'), resource('board', 'news')).refusal).toEqual({
      why: 'a box pushes nothing',
      instead:
        'put a worker between them (jobs → worker → news), or draw it the other way round (news → jobs: Subscription)',
      source: 'https://docs.aws.amazon.com/',
      asOf: '2026-11-23',
    });
  });

  it('a way round may lead over two others', () => {
    expect(between(resource('caller'), resource('board', 'news')).refusal?.instead).toBe(
      'put a box and a worker between them (caller → box → worker → news)',
    );
  });

  it('a refusal says what both ends do where no service says more', () => {
    expect(between(resource('worker', 'w'), resource('caller', 'c')).refusal?.why).toBe(
      'w calls AWS with an SDK from its code; nothing can be sent to c: no connection joins the two',
    );
    expect(between(resource('caller', 'c'), resource('caller', 'd')).refusal?.instead).toBe('leave it out');
  });

  it('nothing is drawn from a resource to itself, nor to what this version does not know', () => {
    expect(between(resource('box', 'a'), resource('box', 'a')).refusal?.why).toBe('a cannot be connected to itself');
    expect(between(resource('box', 'a'), resource('firehose', 'b')).refusal).toEqual({
      why: 'this version of Spillway does not know the service "firehose" of b',
      instead: 'open the project with a version that knows it',
    });
  });

  it('of any two services there is a kind or a refusal with a way out, never both', () => {
    for (const from of services) {
      for (const to of services) {
        const found = connectionChoices(resource(from.id, 'a'), resource(to.id, 'b'), services);
        expect(found.kinds.length > 0).toBe(found.refusal === undefined);
        expect(found.refusal?.why ?? 'one kind fits').toMatch(/^\S.{10,}[^.]$/);
        expect(found.refusal?.instead ?? 'draw it').toMatch(/^\S.{5,}[^.]$/);
      }
    }
  });

  it.each([
    ['sqs', 'sns', 'a queue pushes nothing: a consumer has to poll it, receive messages and delete them'],
    ['sns', 'sns', 'a topic cannot subscribe to a topic'],
    ['kinesis', 'sqs', 'a stream passes nothing on: consumers read its records'],
  ])('%s to %s is refused in AWS’s words, with a function between', (from, to, why) => {
    const { refusal } = connectionChoices(resource(from, 'orders'), resource(to, 'news'), services);
    expect(refusal?.why).toBe(why);
    expect(refusal?.instead).toContain('put a function between them (orders → function → news)');
    expect(refusal?.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });
});
