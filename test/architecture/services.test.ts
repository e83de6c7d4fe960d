/** Every service has its rooms, every fact its source and date, and no engine names a service. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeFields } from '#shared/model/field';
import { services } from '#shared/services/registry';
import { VERSION } from '#shared/version';

const ROOT = resolve(import.meta.dirname, '../..');
const ROOMS = [
  'README.md',
  'index.ts',
  'config.ts',
  'ports.ts',
  'quotas.ts',
  'rules/index.ts',
  'capacity.ts',
  'simulation.ts',
  'cost.ts',
  'cdk.ts',
];
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const ENGINES = ['check', 'capacity', 'cost', 'simulation', 'cdk', 'evaluation', 'document', 'queueing', 'model'];

describe.each(services.map((service) => [service.id, service] as const))('%s', (id, service) => {
  it('has all its rooms', () => {
    const missing = ROOMS.filter((room) => !existsSync(join(ROOT, 'shared/services', id, room)));
    expect(missing).toEqual([]);
  });

  it.skipIf(id === 'client' || id === 'http-endpoint')(
    'has an AWS icon (what is outside AWS has a glyph of ours)',
    () => {
      expect(existsSync(join(ROOT, 'shared/icons', `${id}.svg`))).toBe(true);
    },
  );

  it('names its quotas, kinds and rules after itself', () => {
    const ids = [...service.quotas, ...service.connections, ...service.rules, ...service.pools].map((each) => each.id);
    expect(ids.filter((each) => !each.startsWith(`${id}/`))).toEqual([]);
    expect(new Set(service.quotas.map((quota) => quota.id)).size).toBe(service.quotas.length);
  });

  it('names the service of every quota code, so that an increase can be requested', () => {
    const codes = service.quotas.filter(({ quotaCode }) => quotaCode !== undefined);
    expect(service.quotas.filter(({ serviceCode }) => serviceCode !== undefined)).toEqual(codes);
  });

  it('dates and sources every quota', () => {
    const bad = service.quotas.filter(({ source, asOf }) => !source.startsWith('https://') || !DATE.test(asOf));
    expect(bad).toEqual([]);
  });

  it('gives every field a title, and every AWS default its page and date', () => {
    const schemas = [service.config, ...service.connections.map(({ config }) => config)];
    const fields = schemas.flatMap((schema) => describeFields(schema));
    expect(fields.filter(({ title }) => title === '')).toEqual([]);
    const undated = fields.filter(
      ({ defaultFrom, source, asOf }) =>
        defaultFrom === 'aws' && (source === undefined || asOf === undefined || !DATE.test(asOf)),
    );
    expect(undated.map(({ name }) => name)).toEqual([]);
  });
});

describe('engines', () => {
  it('name no service', () => {
    const named = services.map(({ id }) => id).filter((id) => id !== 'client');
    const found = ENGINES.flatMap((engine) =>
      readdirSync(join(ROOT, 'shared', engine), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .flatMap((name) => {
          const text = readFileSync(join(ROOT, 'shared', engine, name), 'utf8').replaceAll(
            /\/\*[\s\S]*?\*\/|\/\/.*/g,
            '',
          );
          return named
            .filter((id) => new RegExp(`['"\`]${id}(?:/|['"\`])`).test(text))
            .map((id) => `${engine}/${name}: ${id}`);
        }),
    );
    expect(found).toEqual([]);
  });
});

describe('the version', () => {
  it('is that of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(VERSION).toBe(version);
  });
});
