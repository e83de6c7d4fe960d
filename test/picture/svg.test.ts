import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import { readDocument } from '#shared/document/read';
import type { ProjectDocument } from '#shared/document/schema';
import { writeDocument } from '#shared/document/write';
import { evaluate } from '#shared/evaluation/evaluate';
import { embedInPng, pictureIn, projectInPng, projectInSvg } from '#shared/picture/embedded';
import { drawingSvg } from '#shared/picture/svg';
import { COLOURS } from '#shared/picture/theme';
import { services } from '#shared/services/registry';
import { exampleDocuments } from '../support/example-graphs';

const root = resolve(import.meta.dirname, '../..');
const prices = await loadPrices('us-east-1');
const pipeline = exampleDocuments().get('order-pipeline') as ProjectDocument;
const icons = new Map([['lambda', readFileSync(resolve(root, 'shared/icons/lambda.svg'), 'utf8')]]);

function picture(document: ProjectDocument, loadFactor?: number): string {
  const evaluation = loadFactor === undefined ? undefined : evaluate(document, services, prices, { loadFactor });
  return drawingSvg(document, services, { theme: 'light', icons, version: '0', ...(evaluation ? { evaluation } : {}) });
}

const renamed = (name: string): ProjectDocument => ({
  ...pipeline,
  name,
  resources: pipeline.resources.map((each) => ({ ...each, name })),
});

/** What keeps a text from being XML, as far as this needs: ends that do not fit, attributes without quotes, bare signs. */
function flawsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const flaws: string[] = [];
  const rest = xml.replaceAll(
    /<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g,
    (tag, end: string, name: string, own: string) => {
      if (end && open.pop() !== name) flaws.push(tag);
      if (!end && !own) open.push(name);
      return '';
    },
  );
  return [...flaws, ...open, ...(rest.match(/[<>]|&(?!(?:amp|lt|gt|quot|#\d+);)/g) ?? [])];
}

describe('the picture of a drawing', () => {
  it('shows each resource with its name and its figures at the load that was asked for', () => {
    const calm = picture(pipeline, 1);
    const full = picture(pipeline, 3);
    for (const { name } of pipeline.resources) expect(calm).toContain(`>${name}</text>`);
    expect(calm).toContain('>400/s</text>');
    expect(full).toContain('▲ −236/s');
    expect(full).toContain('at 1.2k/s · sustains 571/s');
    expect(picture(pipeline)).not.toContain('/s</text>');
  });

  it('is the same bytes each time', () => {
    expect(picture(pipeline, 3)).toBe(picture(pipeline, 3));
  });

  it('is valid XML and holds its project, whatever people call things', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const document = renamed(name);
        const svg = picture(document, 1);
        expect(flawsOf(svg)).toEqual([]);
        const inside = readDocument(projectInSvg(svg) ?? '', services).document;
        expect(inside && writeDocument(inside, services)).toBe(writeDocument(document, services));
      }),
      { numRuns: 25 },
    );
  });

  it('defines each icon once and asks nobody for anything', () => {
    const svg = picture(pipeline, 1);
    expect(svg.match(/id="icon-lambda"/g)).toHaveLength(1);
    expect(svg.match(/href="#icon-lambda"/g)).toHaveLength(3);
    expect(svg.match(/(?:href|src)="(?!#|data:)/g)).toBeNull();
  });

  it('has room for an empty drawing and for a service that this build does not know', () => {
    expect(flawsOf(picture({ ...pipeline, resources: [], connections: [], layout: {} }, 1))).toEqual([]);
    const [first, ...others] = pipeline.resources;
    const unknown = { ...pipeline, resources: [{ ...first!, service: 'quantum' }, ...others] };
    expect(picture(unknown, 1)).toContain('unknown service quantum');
  });

  it('has the colours of the app', () => {
    const css = readFileSync(resolve(root, 'renderer/design/tokens.css'), 'utf8');
    const [light = '', dark = ''] = css.split(":root[data-theme='dark']");
    for (const [theme, text] of Object.entries({ light, dark }) as ['light' | 'dark', string][]) {
      for (const [name, colour] of Object.entries(COLOURS[theme])) {
        expect(text, `${name} in ${theme}`).toContain(`--${name}: ${colour};`);
      }
    }
  });
});

describe('a PNG file', () => {
  const dot = Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
    (character) => character.charCodeAt(0),
  );

  it('carries a project of any letters, before its end', () => {
    const text = writeDocument(renamed('Bestellungen – 注文 🚚 "quoted"'), services);
    const inside = projectInPng(embedInPng(dot, text));
    expect(JSON.parse(inside ?? '')).toEqual(JSON.parse(text));
  });

  it('without one, or cut anywhere, gives none', () => {
    expect(projectInPng(dot)).toBeUndefined();
    const whole = embedInPng(dot, '{}');
    for (let length = 0; length < whole.length - 13; length++) {
      expect(projectInPng(whole.subarray(0, length))).toBeUndefined();
    }
    expect(() => embedInPng(dot.subarray(0, 20), '{}')).toThrow('not a whole PNG file');
  });
});

describe('a file that may be a picture', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  it('is told by what is in it', () => {
    expect(pictureIn(bytes(picture(pipeline)))?.project).toBe(writeDocument(pipeline, services));
    expect(pictureIn(bytes('<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="x"></svg>'))).toEqual({
      project: undefined,
    });
    expect(pictureIn(bytes(writeDocument(pipeline, services)))).toBeUndefined();
    expect(pictureIn(bytes(''))).toBeUndefined();
  });
});
