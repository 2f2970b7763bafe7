import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const CHROMIUM = process.env['MREG_CHROMIUM'] ?? '/usr/bin/chromium';
/** A machine without the browser may skip this; CI installs it and must not (.ci/run). */
export const canOpenPages = existsSync(CHROMIUM) || process.env['CI'] !== undefined;
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

export interface OpenedPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** Opens an address and listens. */
export async function withPage(
  browser: Browser | undefined,
  url: string,
  options: BrowserContextOptions,
  use: (opened: OpenedPage) => Promise<void>,
): Promise<void> {
  if (browser === undefined) throw new Error('no browser');
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url, { waitUntil: 'networkidle' });
  await use({ page, requests, complaints });
  await context.close();
}
