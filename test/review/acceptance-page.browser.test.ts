import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../access/a-province.js';
import { checkItem } from '../../src/scans/acceptance/check.js';
import { AcceptanceRepository } from '../../src/store/acceptance-repository.js';
import { openRegistry, registryPath } from '../../src/store/open.js';
import { canOpenPages, launchBrowser, withPage, type OpenedPage } from '../helpers/open-page.js';
import { startReview, type Reviewing } from './a-review.js';
import { aScannedProvince, type ScannedProvince } from './a-scanned-province.js';

const ARTIFACTS = fileURLToPath(new URL('../artifacts', import.meta.url));

let browser: Browser | undefined;
let home: ScannedProvince;

beforeAll(async () => {
  if (!canOpenPages) return;
  mkdirSync(ARTIFACTS, { recursive: true });
  home = await aScannedProvince();
  // So much confidence takes every record of so small a batch.
  const { code, stderr } = await home.province.run('city', ['ocr', 'acceptance', 'draw', '--batch', '1', '--confidence', '99.9%']);
  if (code !== 0) throw new Error(stderr);
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function reviewed(over: ScannedProvince, who: Who, use: (opened: OpenedPage, reviewing: Reviewing) => Promise<void>): Promise<void> {
  const reviewing = await startReview(over, who, '--kind', 'acceptance');
  try {
    await withPage(browser, reviewing.url, { viewport: { width: 1440, height: 1000 } }, (opened) => use(opened, reviewing));
  } finally {
    await reviewing.stop();
  }
}

/** Kept for people to look at. */
const shot = (page: Page, name: string) => page.screenshot({ path: join(ARTIFACTS, `review-acceptance-${name}.png`), fullPage: true });
const press = (page: Page, key: string) => page.keyboard.press(key);
const told = (page: Page, text: string) => page.locator('.told', { hasText: text }).waitFor();
/** Shown for long enough that a key is meant for it. */
async function at(page: Page, ordinal: number): Promise<void> {
  await page.getByRole('heading', { level: 1, name: `样本第 ${ordinal} 条` }).waitFor();
  await page.locator('.acceptance.seen').waitFor();
}

const outcomes = (over: ScannedProvince) =>
  over.stored("SELECT ordinal || ' ' || outcome || ' ' || wrong FROM acceptance_item WHERE outcome <> '' ORDER BY ordinal");

/** Finds all records right that nobody looked at, but for the last one. */
function checkAllButLast(over: ScannedProvince): void {
  const registry = openRegistry(registryPath(over.province.home));
  try {
    const by = { at: '2026-05-20T11:00:00.000+08:00', actor: 'province 样本 (province)', username: 'province', reach: '' };
    const waiting = new AcceptanceRepository(registry.database).waiting('');
    for (const { id, ledgerSeq } of waiting.slice(0, -1)) {
      registry.database.transaction(() => checkItem(registry, { id, wrong: [], seen: ledgerSeq }, by)).immediate();
    }
  } finally {
    registry.close();
  }
}

describe.skipIf(!canOpenPages)('the sample of a batch in Chromium', () => {
  it('is gone through by keyboard: one key for what is right, marks for what is wrong, undo, and later', async () => {
    const over = home.copy();
    await reviewed(over, 'city', async ({ page, requests, complaints }, { origin }) => {
      await at(page, 1);
      await press(page, '1');
      await told(page, '无误，已记录');
      await at(page, 2);
      await press(page, '2');
      await told(page, '先标出有错的字段');
      await press(page, 'ArrowDown');
      await press(page, 'Enter');
      const marked = page.locator('button.judge[aria-pressed="true"]');
      await marked.waitFor();
      const key = await marked.getAttribute('data-key');
      await shot(page, 'marked');
      await press(page, '1');
      await told(page, '已标出 1 个有错的字段');
      expect(outcomes(over)).toEqual(['1 right []']);
      await press(page, '2');
      await told(page, '1 个字段有错，该条不合格');
      expect(outcomes(over)).toEqual(['1 right []', `2 wrong ["${key}"]`]);
      await at(page, 3);
      await press(page, '3');
      await told(page, '放到最后');
      await at(page, 4);
      await press(page, 'z');
      await told(page, '样本第 2 条的核对已撤销');
      await at(page, 2);
      expect(outcomes(over)).toEqual(['1 right []']);
      await press(page, '?');
      await page.locator('dialog').waitFor();
      await shot(page, 'keys');
      await press(page, 'Escape');
      expect(complaints).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(origin) && !url.startsWith('blob:'))).toEqual([]);
    });
  });

  it('says of a record without a scan that the paper itself is to be looked at', async () => {
    // Which record comes first is drawn by chance.
    const [item] = home.stored(`SELECT id FROM acceptance_item WHERE row_id <> ${home.checked} ORDER BY ordinal LIMIT 1`);
    await reviewed(home, 'city', async ({ page }, { origin, token }) => {
      await page.goto(`${origin}/?task=acceptance-${String(item)}#${token}`);
      await page.getByText('没有扫描件').waitFor();
      await shot(page, 'paper');
    });
  });

  it('shows a record beside its scan, the field at hand marked on it', async () => {
    const [item] = home.stored(`SELECT id FROM acceptance_item WHERE row_id = ${home.checked}`);
    await reviewed(home, 'city', async ({ page }, { origin, token }) => {
      await page.goto(`${origin}/?task=acceptance-${String(item)}#${token}`);
      await page.locator('.page-frame image[href^="blob:"]').waitFor();
      await page.locator('button.judge:has(svg.crop)').first().focus();
      await page.locator('.page-frame .mark:not(.nowhere)').waitFor();
      await shot(page, 'scan');
      await press(page, 'v');
      await page.locator('body.viewing').waitFor();
      await press(page, 'Escape');
      const overflow = await page.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });

  it('keeps their own work from those who loaded it', async () => {
    await reviewed(home, 'county', async ({ page }, { origin, token }) => {
      await page.getByText('没有待核查').first().waitFor();
      await page.goto(`${origin}/?task=acceptance-1#${token}`);
      await page.locator('.notice', { hasText: '由你本人录入或导入' }).waitFor();
      expect(await page.getByRole('button', { name: '全部无误' }).isDisabled()).toBe(true);
    });
  });

  it('says with the last record what becomes of the batch', async () => {
    const over = home.copy();
    checkAllButLast(over);
    await reviewed(over, 'city', async ({ page }) => {
      await page.locator('.acceptance.seen').waitFor();
      await press(page, '1');
      await told(page, '第 1 批的样本已全部查完：合格，予以接收');
      await shot(page, 'end');
    });
    expect(over.stored('SELECT state FROM acceptance')).toEqual(['accepted']);
    const report = join(over.province.home, '验收.html');
    expect((await over.province.run('city', ['ocr', 'acceptance', 'report', '1', report])).code).toBe(0);
    await withPage(browser, pathToFileURL(report).href, { viewport: { width: 1100, height: 900 } }, async ({ page, complaints }) => {
      await page.getByText('合格，予以接收').first().waitFor();
      await shot(page, 'report');
      expect(complaints).toEqual([]);
    });
  });

  it('does not judge a record again that somebody else judged meanwhile', async () => {
    const over = home.copy();
    await reviewed(over, 'city', async ({ page }) => {
      await at(page, 1);
      checkAllButLast(over);
      await press(page, '1');
      await told(page, '样本第 1 条已由 province');
      expect(over.stored('SELECT username FROM acceptance_item WHERE ordinal = 1')).toEqual(['province']);
    });
  });
});
