/** NOTICE promises that the pictures of AWS's services are AWS's own, unmodified: its licence allows nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ours = resolve(import.meta.dirname, '../../../shared/icons');
const manifest = createRequire(import.meta.url).resolve('aws-icons/package.json');
/** Pictures of services, and of the parts of one that has no picture of its own. */
const published = ['architecture-service', 'resource'].map((folder) => join(dirname(manifest), 'icons', folder));
const pictures = new Set(
  published.flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))),
);

describe('the pictures of AWS’s services', () => {
  it('the package is the release that NOTICE names', () => {
    const notice = readFileSync(resolve(import.meta.dirname, '../../../NOTICE'), 'utf8');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    expect(notice).toContain(`aws-icons ${version}`);
    expect(pictures.size).toBeGreaterThan(250);
  });

  it.each(readdirSync(ours))('%s is one of AWS’s, byte for byte', (name) => {
    expect(pictures.has(readFileSync(join(ours, name), 'utf8'))).toBe(true);
  });
});
