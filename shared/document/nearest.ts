/** The one of `words` that differs from `word` by at most two letters added, taken away or changed; case counts little. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const exact = words.find((each) => each.toLowerCase() === word.toLowerCase());
  if (exact !== undefined) return exact;
  if (word.length < 4 || word.length > 64) return undefined;
  let best: string | undefined;
  let least = 3;
  for (const each of words) {
    const distance = editDistance(word.toLowerCase(), each.toLowerCase(), least);
    if (distance < least) [best, least] = [each, distance];
  }
  return best;
}

/** Levenshtein's distance, by rows (Wagner and Fischer 1974); `limit` where it is that or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(row[b.length] ?? limit, limit);
}
