/** The built app, served on the loopback address as `npm start` does, and open in a real Chromium. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { serveApp } from '../../main/serve/server';
import { launchBrowser } from './browser';

export interface ServedApp {
  readonly url: string;
  readonly browser: Browser;
  readonly page: Page;
  /** What the page has reported as an error or a warning, uncaught errors and breaches of its policy included. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

/** @param folder a built page; the app's own unless another is given */
export async function openServedApp(
  options: BrowserContextOptions = {},
  folder = resolve(import.meta.dirname, '../../out/renderer'),
): Promise<ServedApp> {
  if (!existsSync(folder)) throw new Error(`${folder} is missing: run npm run build first`);
  const server = await serveApp(folder, 0);
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  await page.goto(server.url);
  return {
    url: server.url,
    browser,
    page,
    troubles,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
