/** Worked figures of AWS's pages on capacity units and partitions. */
import { describe, expect, it } from 'vitest';
import { config, type TableConfig } from '#shared/services/dynamodb/config';
import { partitions, readUnits, writeUnits } from '#shared/services/dynamodb/units';

const KB = 1024;
const GB = 1024 ** 3;
const aTable = (own: Record<string, unknown>): TableConfig => config.parse(own);

describe('capacity units', () => {
  it.each([
    [0.5, 100, 'strong', 100],
    [2.5, 120, 'strong', 360],
    [2.5, 120, 'transactional', 720],
  ] as const)('%d KB written %d times a second (%s) take %d write units', (size, rate, consistency, units) => {
    expect(rate * writeUnits(size * KB, { consistency })).toBe(units);
  });

  it.each([
    [3, 80, 'strong', 80],
    [7, 50, 'strong', 100],
    [7, 50, 'eventual', 50],
    [7, 50, 'transactional', 200],
  ] as const)('%d KB read %d times a second (%s) take %d read units', (size, rate, consistency, units) => {
    expect(rate * readUnits(size * KB, { consistency })).toBe(units);
  });

  it('one key takes 333 writes a second of 2.5 KB', () => {
    expect(Math.floor(1000 / writeUnits(2.5 * KB, { consistency: 'strong' }))).toBe(333);
  });
});

describe('partitions', () => {
  it.each([
    [10_000, 12_000, 85, 10],
    [500, 7000, 5, 3],
  ])('%d write units, %d read units and %d GB need %d at least', (writeCapacity, readCapacity, stored, least) => {
    expect(partitions(aTable({ mode: 'provisioned', writeCapacity, readCapacity, storedBytes: stored * GB }))).toBe(
      least,
    );
  });

  it('a new on-demand table has four', () => {
    expect(partitions(aTable({}))).toBe(4);
  });
});
