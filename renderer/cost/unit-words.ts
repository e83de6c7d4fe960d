/** A unit of the price list after a quantity: `requests`, `GB-seconds`, `requests of 64 KB`; what is a sign stays as it is. */
export function unitWords(unit: string, quantity: number): string {
  const [, size, thing] = /^(\d+ [A-Z]B) (\w+)$/.exec(unit) ?? [];
  if (size !== undefined && thing !== undefined) return `${unitWords(thing, quantity)} of ${size}`;
  const [, counted = unit, rest = ''] = /^(.*?)( × .*)?$/.exec(unit) ?? [];
  if (quantity === 1 || !/[a-z]$/.test(counted)) return unit;
  return `${/[^aeiou]y$/.test(counted) ? `${counted.slice(0, -1)}ies` : `${counted}s`}${rest}`;
}
