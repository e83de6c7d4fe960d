/**
 * What is wrong with each example as drawn, all of it, and what mends it. A finding that appears beside those named
 * here is a false alarm, or a fault that nobody meant to draw.
 */
import { describe, expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import { applyEdit } from '#shared/document/edit';
import type { ProjectDocument } from '#shared/document/schema';
import { evaluate } from '#shared/evaluation/evaluate';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { exampleIds } from '#shared/examples/gallery';
import type { ProjectEdit } from '#shared/model/edit';
import type { Finding } from '#shared/model/finding';
import { withoutRoom } from '#shared/picture/spill';
import { services } from '#shared/services/registry';
import { exampleDocuments } from '../support/example-graphs';

interface Fault {
  /** Findings that a newcomer is shown: `rule at place`. */
  readonly findings: readonly string[];
  /** Notes that stand beside them and that stay when they are mended. */
  readonly notes?: readonly string[];
  /** Where work ends that finds no room: `end at resource`. */
  readonly spills?: readonly string[];
  /** Mended by the findings' own remedies, or by this. */
  readonly mendedBy?: ProjectEdit;
}

const READ = 'check/failures-are-read at';
const KEPT = 'sns/undelivered-messages-are-kept at';

const set = (target: { readonly resource: string } | { readonly connection: string }, field: string, value: unknown) =>
  ({ do: 'set-config', target, field, value }) as const;

const faults: Readonly<Record<string, Fault>> = {
  'order-pipeline': {
    findings: ['lambda/visibility-timeout-covers-retries at billing', 'sqs/failed-messages-are-kept at email-queue'],
    notes: [
      `${READ} billing-failed`,
      `${KEPT} order-events`,
      'api-gateway/overload-is-seen-as-429 at orders-api--create-order',
    ],
  },
  'rest-api': {
    findings: ['capacity/limits-hold at search'],
    spills: ['caller at apps', 'caller at apps'],
    mendedBy: { do: 'set-account', quotas: { 'lambda/concurrent-executions': 2000 } },
  },
  'crm-sync': {
    findings: ['capacity/limits-hold at accounts'],
    notes: ['appflow/unchanged-records-stay at accounts', `${READ} not-delivered`],
    spills: ['lost at accounts'],
    mendedBy: set({ resource: 'accounts' }, 'pull', 'incremental'),
  },
  'usage-plans': {
    findings: [],
    notes: [
      'capacity/limits-hold at free-customers--public-api',
      'client/plan-quota-lasts-its-period at free-customers--public-api',
    ],
    spills: ['caller at free-customers'],
    mendedBy: {
      do: 'all',
      title: 'Give free customers a larger plan',
      edits: [
        set({ connection: 'free-customers--public-api' }, 'planRate', 100),
        set({ connection: 'free-customers--public-api' }, 'planQuota', 10_000_000),
      ],
    },
  },
  'web-front': {
    findings: ['cloudfront/errors-do-not-stay at site'],
    notes: [
      'api-gateway/overload-is-seen-as-429 at content-api--get-content',
      'waf/origins-are-not-open-beside-it at guard--site',
    ],
    spills: ['caller at readers'],
    mendedBy: {
      do: 'all',
      title: 'Give the function room, and serve no error twice',
      edits: [
        set({ resource: 'get-content' }, 'reservedConcurrency', 250),
        set({ resource: 'site' }, 'errorCaching', 0),
      ],
    },
  },
  'queue-worker': {
    findings: ['capacity/limits-hold at jobs--render'],
    notes: [`${READ} jobs-failed`],
    spills: ['backlog at jobs'],
  },
  'webhook-buffer': {
    findings: ['check/repeated-work-is-idempotent at book-payment'],
    notes: [`${READ} webhooks-failed`],
  },
  'background-jobs': {
    findings: ['lambda/asynchronous-failures-are-kept at export-report'],
  },
  'scheduled-job': {
    findings: [
      'capacity/limits-hold at invoice-customers',
      'lambda/asynchronous-failures-are-kept at close-day',
      'scheduler/undelivered-invocations-are-kept at day-end',
    ],
    notes: [
      'scheduler/bursts-are-simulated at invoice-customers',
      'scheduler/no-run-in-a-skipped-hour at day-end',
      `${READ} not-invoiced`,
    ],
  },
  'upload-pipeline': {
    findings: [
      'capacity/limits-hold at resize',
      'check/work-comes-to-an-end at photos',
      'lambda/mapping-grows-in-time at to-resize--resize',
      's3/results-do-not-trigger-again at photos--to-resize',
    ],
    notes: [`${READ} to-resize-failed`],
    spills: ['backlog at to-resize'],
    mendedBy: {
      do: 'all',
      title: 'Write results under results/ and tell of objects under uploads/',
      edits: [
        set({ connection: 'photos--to-resize' }, 'prefix', 'uploads/'),
        set({ connection: 'resize--photos-2' }, 'keyPrefix', 'results/'),
      ],
    },
  },
  'event-fan-out': {
    findings: ['capacity/limits-hold at shipping--book-carrier'],
    notes: [`${READ} the drawing`, `${KEPT} order-placed`],
    spills: ['backlog at shipping'],
  },
  'order-events': {
    findings: [
      'capacity/limits-hold at to-ship--ship',
      'eventbridge/undelivered-events-are-kept at orders',
      'lambda/asynchronous-failures-are-kept at fraud-check',
    ],
    notes: [`${READ} not-shipped`],
    spills: ['backlog at to-ship'],
  },
  'partner-apis': {
    findings: ['capacity/limits-hold at orders--crm', 'http-endpoint/repeated-requests-are-recognised at bank'],
    notes: [`${READ} the drawing`],
    spills: ['backlog at orders'],
  },
  'async-fan-out': {
    findings: ['check/repeated-work-is-idempotent at notify', 'lambda/asynchronous-failures-are-kept at notify'],
    notes: [`${READ} the drawing`, `${KEPT} frames`],
  },
  'order-saga': {
    findings: ['capacity/limits-hold at order', 'step-functions/refused-tasks-are-retried at order--charge-card'],
    notes: [`${READ} not-shipped`],
    spills: ['backlog at order'],
    mendedBy: set({ resource: 'order' }, 'type', 'express'),
  },
  'order-approval': {
    findings: ['capacity/limits-hold at order', 'step-functions/callbacks-have-a-timeout at order--approvals'],
    notes: [`${READ} never-asked`, 'step-functions/undoing-bears-stopped-work at order--release-stock'],
    spills: ['caller at shops', 'lost at order'],
    mendedBy: set({ connection: 'order--approvals' }, 'timeout', 86_400),
  },
  'fifo-billing': {
    findings: ['capacity/limits-hold at payments'],
    notes: [`${READ} payments-failed`],
    spills: ['caller at accept-payment'],
  },
  'ordered-events': {
    findings: ['capacity/limits-hold at ledger'],
    notes: [`${READ} ledger-failed`, `${KEPT} stock-moves`],
    spills: ['backlog at ledger'],
    mendedBy: {
      do: 'all',
      title: 'Keep order for each article instead of each warehouse',
      edits: [
        set({ resource: 'stock-moves' }, 'messageGroups', 5000),
        set({ resource: 'ledger' }, 'messageGroups', 5000),
      ],
    },
  },
  clickstream: {
    findings: ['capacity/limits-hold at clicks--detect-bots'],
    notes: [
      'lambda/failed-positions-are-read-in-time at archive--failed-batches',
      'lambda/failed-positions-are-read-in-time at detect-bots--failed-batches',
      'sns/topic-has-subscribers at alerts',
      `${READ} failed-batches`,
    ],
    spills: ['iterator age at clicks'],
  },
  'live-scores': {
    findings: ['capacity/limits-hold at scores-api'],
    notes: [`${KEPT} goals`, `${READ} untold`],
    spills: ['caller at viewers'],
    mendedBy: { do: 'set-account', quotas: { 'api-gateway/new-connections': 1000 } },
  },
  'live-voting': {
    // A call that is refused waits and is tried again, and keeps its concurrency meanwhile.
    findings: ['capacity/limits-hold at count-vote', 'capacity/limits-hold at votes'],
    notes: ['lambda/failed-positions-are-read-in-time at show-result--failed-changes', `${READ} failed-changes`],
    spills: ['caller at count-vote', 'caller at viewers'],
    mendedBy: {
      do: 'all',
      title: 'Spread the count over twenty items',
      edits: [set({ resource: 'votes' }, 'partitionKeys', 20), set({ resource: 'votes' }, 'keySkew', 'uniform')],
    },
  },
  'click-analytics': {
    findings: ['capacity/limits-hold at clicks'],
    notes: ['firehose/objects-fill-their-buffers at clicks--lake', 'firehose/records-fill-their-units at clicks'],
    spills: ['caller at visitors'],
    // What is read of a data stream has no quota of requests.
    mendedBy: {
      do: 'all',
      title: 'Put a data stream before the delivery stream',
      edits: [
        { do: 'add-resource', resource: { id: 'stream', service: 'kinesis', name: 'stream', config: { shards: 3 } } },
        { do: 'disconnect', id: 'collector--clicks' },
        {
          do: 'connect',
          connection: {
            id: 'collector--stream',
            kind: 'api-gateway/kinesis-integration',
            from: 'collector',
            to: 'stream',
            config: { path: '/clicks' },
          },
        },
        {
          do: 'connect',
          connection: {
            id: 'stream--clicks',
            kind: 'firehose/stream-source',
            from: 'stream',
            to: 'clicks',
            config: {},
          },
        },
      ],
    },
  },
  'order-outbox': {
    findings: ['capacity/limits-hold at orders--order-changes'],
    notes: [`${READ} the drawing`],
    spills: ['iterator age at orders'],
  },
  telemetry: {
    findings: ['lambda/poison-record-ends at readings--store-readings'],
  },
};

async function evaluated(document: ProjectDocument): Promise<Evaluation> {
  return evaluate(document, services, await loadPrices(document.account.region));
}

function exampleOf(id: string): ProjectDocument {
  const document = exampleDocuments().get(id);
  if (!document) throw new Error(`there is no example ${id}`);
  return document;
}

const isNote = ({ severity }: Finding): boolean => severity === 'info';
const named = ({ rule, at }: Finding): string => `${rule} at ${at.connection ?? at.resource ?? 'the drawing'}`;
const spillsOf = ({ overflow }: Evaluation): readonly string[] =>
  overflow
    .filter(({ limit, ends }) => limit !== undefined || ends === 'backlog' || ends === 'iterator age')
    .map(({ ends, at }) => `${ends} at ${at}`);
const faultsOf = ({ findings }: Evaluation): readonly Finding[] => findings.filter((each) => !isNote(each));

/** A remedy may bring something to light that was not worth saying before. */
const MOST_ROUNDS = 3;

it('every example of the gallery has a fault', () => {
  expect(Object.keys(faults).toSorted()).toEqual(exampleIds.toSorted());
  for (const { findings, spills = [] } of Object.values(faults))
    expect(findings.length + spills.length).toBeGreaterThan(0);
});

describe.each(exampleIds)('%s', (id) => {
  const { findings, notes = [], spills = [], mendedBy } = faults[id] ?? { findings: [] };

  it('opens with its fault, and with no other', async () => {
    const evaluation = await evaluated(exampleOf(id));
    expect(
      evaluation.findings
        .filter((each) => !isNote(each))
        .map(named)
        .toSorted(),
    ).toEqual(findings.toSorted());
    expect(evaluation.findings.filter(isNote).map(named).toSorted()).toEqual(notes.toSorted());
    expect(spillsOf(evaluation).toSorted()).toEqual(spills.toSorted());
  });

  it('is mended by its remedies, or by the edit that is named here', async () => {
    let document = exampleOf(id);
    if (mendedBy) document = applyEdit(document, mendedBy, services).document;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const remedies = faultsOf(await evaluated(document)).flatMap(({ remedy }) => remedy ?? []);
      for (const { edit } of remedies) document = applyEdit(document, edit, services).document;
    }
    const after = await evaluated(document);
    expect(faultsOf(after).map(named)).toEqual([]);
    expect(withoutRoom(after)).toBe(0);
    expect(after.overflow.filter(({ ends }) => ends === 'lost')).toEqual([]);
  });
});
