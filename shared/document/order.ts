/** The one order of everything that is written: by code unit, the same on every machine and in every language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}
