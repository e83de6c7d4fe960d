import { expect, it } from 'vitest';
import { isAppPage, isOwnRequest } from '../../../main/window/app-origin';

it.each(['app://spillway/', 'app://spillway/index.html', 'app://spillway/#canvas', 'app://spillway/?a=b'])(
  '%s is the app’s page',
  (address) => {
    expect(isAppPage(address, undefined)).toBe(true);
  },
);

it.each([
  'app://spillway.example/',
  'app://spillway@example/',
  'app://user@spillway/',
  'app://other/',
  'app://spillway/assets/index.js',
  'app://spillway:8080/',
  'https://spillway/',
  'http://localhost:5173/',
  'file:///index.html',
  'javascript:alert(1)',
  'data:text/html,app://spillway/',
  'about:blank',
  '',
])('%s is not', (address) => {
  expect(isAppPage(address, undefined)).toBe(false);
});

it('while developing, the development server’s page is the app’s too, and no other', () => {
  expect(isAppPage('http://localhost:5173/', 'http://localhost:5173')).toBe(true);
  expect(isAppPage('http://localhost:5174/', 'http://localhost:5173')).toBe(false);
  expect(isAppPage('https://localhost:5173/', 'http://localhost:5173')).toBe(false);
});

it.each([
  ['app://spillway/assets/index.js', true],
  ['data:image/png;base64,AA==', true],
  ['blob:app://spillway/1b9d', true],
  ['app://other/index.js', false],
  ['https://docs.aws.amazon.com/', false],
  ['http://127.0.0.1:4715/', false],
  ['file:///etc/passwd', false],
  ['ws://localhost:5173/', false],
  ['ftp://example.com/', false],
])('a request for %s is let through: %s', (address, allowed) => {
  expect(isOwnRequest(address, undefined)).toBe(allowed);
});

it('while developing, the development server and its socket may be asked', () => {
  expect(isOwnRequest('ws://localhost:5173/', 'http://localhost:5173')).toBe(true);
  expect(isOwnRequest('http://localhost:5173/app/App.tsx', 'http://localhost:5173')).toBe(true);
  expect(isOwnRequest('https://example.com/', 'http://localhost:5173')).toBe(false);
});
