/** Sites that a link in the app may open in the person's browser: the sources of its facts, and the project's home. */
const trustedHosts: ReadonlySet<string> = new Set([
  'aws.amazon.com',
  'docs.aws.amazon.com',
  'github.com',
  'pricing.us-east-1.amazonaws.com',
  'repost.aws',
  'sigops.org',
]);

/** The address in its normal form when it may be opened outside, else undefined. */
export function externalLink(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  return isPlain && trustedHosts.has(url.hostname) ? url.href : undefined;
}
