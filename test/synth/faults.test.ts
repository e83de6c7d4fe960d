/** Faults that are planted in drawings: what AWS's tools say of the exported app, and what Spillway says of the drawing. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { exportCdk } from '#shared/cdk/export';
import { check } from '#shared/check/check';
import type { Finding } from '#shared/model/finding';
import { services } from '#shared/services/registry';
import { drawing } from '../support/drawing';
import { type Fault, FAULTS } from './faults/index';
import { faultsPage, type Judged, type JudgedTemplate, PAGE } from './faults/page';
import { sound, TEMPLATE_FAULTS } from './faults/template';
import { undrawable } from './faults/undrawable';
import {
  compile,
  constructIdsOf,
  synthesise,
  type Synthesised,
  type Template,
  withoutAcknowledgements,
  workshop,
  writeApp,
  writeTemplate,
} from './synthesise';
import { wiringFaults } from './wiring/index';

const judged: Judged[] = [];
const inTemplates: JudgedTemplate[] = [];
let bare: Readonly<Record<string, Synthesised>>;

beforeAll(async () => {
  const shop = await workshop();
  const apps = new Map<string, Fault>();
  for (const fault of FAULTS) {
    const { files, blocked } = await exportCdk(drawing(fault.drawn), undefined, { version: '1.2.3', force: true });
    if (blocked) continue;
    apps.set(nameOf(fault), fault);
    await writeApp(join(shop.folder, nameOf(fault)), files);
    if (fault.nag === undefined) continue;
    await writeApp(join(shop.folder, bareName(fault)), withoutAcknowledgements(files));
  }
  const names = [...apps.values()].flatMap((fault) => [
    nameOf(fault),
    ...(fault.nag === undefined ? [] : [bareName(fault)]),
  ]);
  await writeApp(join(shop.folder, SOUND), (await exportCdk(sound(), undefined, { version: '1.2.3' })).files);
  expect(await compile(shop.folder, [...names, SOUND])).toBe('');
  const answer = await synthesise(shop.folder, [...names, SOUND]);
  inTemplates.push(...(await judgeTemplates(shop.folder, answer[SOUND])));
  await shop.dispose();
  bare = answer;
  for (const fault of FAULTS) judged.push(judge(fault, apps.has(nameOf(fault)) ? answer[nameOf(fault)] : undefined));
}, 600_000);

/** The app in whose template faults are planted. */
const SOUND = 'sound';

async function judgeTemplates(folder: string, app: Synthesised | undefined): Promise<readonly JudgedTemplate[]> {
  const { files } = await exportCdk(sound(), undefined, { version: '1.2.3' });
  const constructIds = constructIdsOf(files);
  const { template } = app ?? {};
  if (!template) throw new Error(`no template: ${app?.error}`);
  const seen = (planted: Template): readonly string[] => {
    const graph = sound();
    return [...wiringFaults(graph, planted, constructIds)];
  };
  expect(seen(template)).toEqual([]);
  expect(app?.findings).toEqual([]);
  const planted = TEMPLATE_FAULTS.map((each, at) => ({
    ...each,
    name: `template-${at}`,
    template: each.plant(template),
  }));
  for (const each of planted) await writeTemplate(join(folder, each.name), each.template);
  const answer = await synthesise(
    folder,
    planted.map(({ name }) => name),
  );
  return planted.map(({ fault, name, template: changed }) => {
    const rules = [...new Set((answer[name]?.findings ?? []).map(ruleOf))].toSorted();
    return {
      fault,
      engine: rules.filter((rule) => !rule.startsWith('pf-')),
      preflight: rules.filter((rule) => rule.startsWith('pf-')),
      isCompared: seen(changed).length > 0,
    };
  });
}

const nameOf = ({ rule }: Fault): string => rule.replace('/', '-');
const bareName = (fault: Fault): string => `${nameOf(fault)}-bare`;

/** What Spillway says of the rule that the fault breaks. */
function ours({ rule, drawn }: Fault): Finding | undefined {
  const graph = drawing(drawn);
  const capacity = assessCapacity(graph, services, { loadFactor: 1 });
  return check(graph, services, { capacity }).find((finding) => finding.rule === rule);
}

const SEVERITY = { error: 'error', warning: 'warning', info: 'note' } as const;

function judge(fault: Fault, app: Synthesised | undefined): Judged {
  const severity = ours(fault)?.severity;
  const rules = [...new Set((app?.findings ?? []).map(ruleOf))].toSorted();
  return {
    ...fault,
    isExported: app !== undefined,
    severity: severity === undefined ? 'nothing' : SEVERITY[severity],
    cdk: errorName(app?.error ?? ''),
    engine: rules.filter((rule) => /^[EFW]\d/.test(rule)),
    preflight: rules.filter((rule) => rule.startsWith('pf-')),
    others: rules.filter((rule) => !/^[EFW]\d|^pf-/.test(rule)),
  };
}

/** `engine E3505 at …`: the rule. */
const ruleOf = (finding: string): string => (finding.split(' ')[1] ?? '').replace(/:$/, '');

/** The CDK’s name for what it throws: `«MaximumBatchSizeInclusiveGiven» Maximum batch size …`. */
function errorName(error: string): string {
  return /«(\w+)»/.exec(error)?.[1] ?? error.split('\n')[0] ?? '';
}

test.each(FAULTS)('$rule: $consequence', (fault) => {
  expect(ours(fault)?.rule).toBe(fault.rule);
});

test('what AWS’s tools refuse, Spillway calls an error, or says why it does not', () => {
  const lenient = judged.filter(
    ({ isExported, severity, disputed, cdk, engine, preflight }) =>
      isExported &&
      severity !== 'error' &&
      disputed === undefined &&
      (cdk !== '' || engine.length > 0 || preflight.length > 0),
  );
  expect(lenient.map(({ rule }) => rule)).toEqual([]);
});

test('nothing else is said of them: the fault is the only one', () => {
  expect(judged.filter(({ others }) => others.length > 0).map(({ rule, others }) => [rule, others])).toEqual([]);
});

test.each(FAULTS.filter(({ nag }) => nag !== undefined))('cdk-nag knows $nag', (fault) => {
  expect((bare[bareName(fault)]?.findings ?? []).join('\n')).toContain(fault.nag);
});

test('no fault in a template goes unseen', () => {
  const unseen = inTemplates.filter(
    ({ engine, preflight, isCompared }) => engine.length + preflight.length === 0 && !isCompared,
  );
  expect(unseen.map(({ fault }) => fault)).toEqual([]);
  expect(inTemplates.filter(({ isCompared }) => !isCompared).map(({ fault }) => fault)).toEqual([]);
});

test('docs/faults.md is who finds what: npm run docs:faults writes it anew', async () => {
  const { devDependencies } = JSON.parse(
    await readFile(resolve(import.meta.dirname, '../../package.json'), 'utf8'),
  ) as { devDependencies: Readonly<Record<string, string>> };
  const versions = ['aws-cdk-lib', 'cdk-preflight', 'cdk-nag'].map((name) => `${name} ${devDependencies[name]}`);
  await expect(faultsPage(judged, inTemplates, await undrawable(), versions.join(', '))).toMatchFileSnapshot(PAGE);
});
