import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { externalLink } from '../../../main/window/external-link';

it('a source of a fact can be opened in the browser', () => {
  const address = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function';
  expect(externalLink(address)).toBe(address);
});

it.each([
  'http://docs.aws.amazon.com/',
  'https://docs.aws.amazon.com.example/',
  'https://docs.aws.amazon.com@example.com/',
  'https://user:password@docs.aws.amazon.com/',
  'https://docs.aws.amazon.com:8443/',
  'https://evil.docs.aws.amazon.com/',
  'https://example.com/?https://docs.aws.amazon.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://server/share',
  'ms-settings:',
  'not an address',
])('%s is not handed to the system', (address) => {
  expect(externalLink(address)).toBeUndefined();
});

it('every source that a fact, a price or a rule names can be opened', () => {
  const shared = resolve(import.meta.dirname, '../../../shared');
  const texts = readdirSync(shared, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|json)$/.test(path))
    .map((path) => readFileSync(join(shared, path), 'utf8'));
  const addresses = texts.flatMap((text) => text.match(/(?<=['"`])https:\/\/[^'"`\s]+/g) ?? []);
  // A format's schema is named by the files that are written in it, and an address of example.com stands for one's own:
  // neither is anything that a person opens. Nor is one that an exported app puts together.
  const isSource = (address: string): boolean => !/schema|[/.]example\.com(\/|$)|\$\{/.test(address);
  const sources = new Set(addresses.filter(isSource));
  expect(sources.size).toBeGreaterThan(100);
  expect([...sources].filter((source) => externalLink(source) === undefined)).toEqual([]);
});
