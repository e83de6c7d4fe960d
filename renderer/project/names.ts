/** `Orders`, then `Orders 2`; `worker`, then `worker-2` where names are written with hyphens. */
export function freshName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken);
  if (!used.has(wanted)) return wanted;
  const joint = /[\sA-Z]/.test(wanted) ? ' ' : '-';
  for (let count = 2; ; count += 1) {
    const name = `${wanted}${joint}${count}`;
    if (!used.has(name)) return name;
  }
}
