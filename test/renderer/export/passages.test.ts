import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { loadPrices } from '#shared/cost/regions';
import { readDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import { evaluate } from '#shared/evaluation/evaluate';
import { exampleIds } from '#shared/examples/gallery';
import { services } from '#shared/services/registry';
import { VERSION } from '#shared/version';
import { anchorsOf } from '../../../renderer/export/anchors';
import { colouredLines } from '../../../renderer/export/colour';
import { connectionPassages, type Passage, resourcePassages } from '../../../renderer/export/passages';

async function written(name: string) {
  const text = readFileSync(new URL(`../../../shared/examples/${name}.spillway`, import.meta.url), 'utf8');
  const { document } = readDocument(text, services);
  if (!document) throw new Error(`${name} cannot be read`);
  const { graph } = resolve(document, services);
  const evaluation = evaluate(document, services, await loadPrices(document.account.region));
  const { files } = await exportCdk(graph, evaluation, { version: VERSION, force: true });
  const stack = [...files].find(([path]) => path.endsWith('-architecture.ts'))?.[1] ?? '';
  return { files, stack, anchors: anchorsOf(graph, evaluation) };
}

const cut = (text: string, passage: Passage | undefined): string =>
  passage
    ? text
        .split('\n')
        .slice(passage.from, passage.to + 1)
        .join('\n')
    : '';

it.each(exampleIds)('in %s, each resource and connection that becomes code is found in the stack', async (name) => {
  const { stack, anchors } = await written(name);
  for (const anchor of Object.values(anchors.resources)) {
    const { all, main } = resourcePassages(stack, anchor);
    expect(cut(stack, main)).toContain(`this.${anchor.members[0]} = `);
    expect(all.some(({ from, to }) => main && from <= main.from && main.to <= to)).toBe(true);
  }
  const silent = Object.entries(anchors.connections).filter(([, anchor]) => !connectionPassages(stack, anchor).main);
  // What comes from outside, from clients, is no code, nor what a service sends anyway.
  const isNoCode = / → .*: (Request|HTTP|WebSocket connection|Events of its runs)/;
  expect(silent.map(([, { comment }]) => comment).filter((comment) => !isNoCode.test(comment))).toEqual([]);
});

it('a connection is its commented statements, without the method around them', async () => {
  const { stack, anchors } = await written('order-pipeline');
  const anchor = anchors.connections['billing--charge-card'];
  const { all, main } = anchor ? connectionPassages(stack, anchor) : { all: [], main: undefined };
  expect(all).toEqual([main]);
  expect(cut(stack, main)).toMatch(
    /^ {4}\/\/ billing → charge-card: [^\n]+\n {4}this\.#pollQueue\(this\.chargeCard, [\s\S]+\);$/,
  );
});

it('a connection that is only a property of its source is that property', async () => {
  const { stack, anchors } = await written('order-pipeline');
  const anchor = anchors.connections['billing--billing-failed'];
  const { main } = anchor ? connectionPassages(stack, anchor) : {};
  expect(cut(stack, main).trim()).toBe('deadLetterQueue: { queue: this.billingFailed, maxReceiveCount: 5 },');
});

it('a resource is not taken for one whose name begins with its own', async () => {
  const { stack, anchors } = await written('order-pipeline');
  const anchor = anchors.resources['billing'];
  const { all } = anchor ? resourcePassages(stack, anchor) : { all: [] };
  expect(all.map((passage) => cut(stack, passage)).join('\n')).not.toContain('this.billingFailed = ');
});

it.each(exampleIds)('colouring leaves every character of the files of %s as it is', async (name) => {
  for (const text of (await written(name)).files.values()) {
    expect(
      colouredLines(text)
        .map((line) => line.map((token) => token.text).join(''))
        .join('\n'),
    ).toBe(text);
  }
});

it('words are told from strings, comments and types', () => {
  expect(
    colouredLines("const a = new Queue('x'); // new")
      .flat()
      .filter(({ kind }) => kind !== 'plain'),
  ).toEqual([
    { kind: 'keyword', text: 'const' },
    { kind: 'keyword', text: 'new' },
    { kind: 'type', text: 'Queue' },
    { kind: 'string', text: "'x'" },
    { kind: 'comment', text: '// new' },
  ]);
});
