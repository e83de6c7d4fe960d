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
