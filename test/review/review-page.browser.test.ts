import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../access/a-province.js';
import { canOpenPages, launchBrowser, withPage, type OpenedPage } from '../helpers/open-page.js';
import { aReviewedProvince, startReview, type Reviewing, type ReviewedProvince } from './a-review.js';

const ARTIFACTS = fileURLToPath(new URL('../artifacts', import.meta.url));

let browser: Browser | undefined;
let home: ReviewedProvince;

beforeAll(async () => {
  if (!canOpenPages) return;
  mkdirSync(ARTIFACTS, { recursive: true });
  home = await aReviewedProvince();
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Opens the printed address as a person would, and listens. */
function opened(reviewing: Reviewing, options: BrowserContextOptions, use: (opened: OpenedPage) => Promise<void>): Promise<void> {
  return withPage(browser, reviewing.url, { viewport: { width: 1440, height: 1000 }, ...options }, use);
}

/** Kept for people to look at. */
const shot = (page: Page, name: string) => page.screenshot({ path: join(ARTIFACTS, `review-${name}.png`), fullPage: true });
const press = (page: Page, key: string) => page.keyboard.press(key);
const heading = (page: Page, text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const finding = (page: Page, number: number) => page.locator('h1 .number', { hasText: `#${number}` }).waitFor();
const told = (page: Page, text: string) => page.locator('.told', { hasText: text }).waitFor();
const counts = (page: Page) => page.locator('.counts').textContent();

async function reviewed(
  over: ReviewedProvince,
  who: Who,
  words: readonly string[],
  use: (reviewing: Reviewing) => Promise<void>,
): Promise<void> {
  const reviewing = await startReview(over, who, ...words);
  try {
    await use(reviewing);
  } finally {
    await reviewing.stop();
  }
}

describe.skipIf(!canOpenPages)('the review page in Chromium', () => {
  it('is worked through by keyboard alone: choices, reason, undo, filter, help and the end', async () => {
    const over = home.copy();
    await reviewed(over, 'county', [], (reviewing) =>
      opened(reviewing, {}, async ({ page, requests, complaints }) => {
        await finding(page, 1);
        expect(page.url()).not.toContain(reviewing.token);
        await shot(page, 'pair');
        await press(page, 'r');
        await page.keyboard.type('档案2号卷');
        await press(page, 'Enter');
        await press(page, '1');
        await told(page, '第 1 号，同一登记');
        await finding(page, 2);
        await press(page, 'd');
        await told(page, '第 2 号，不是同一登记');
        await finding(page, 3);
        await press(page, 'u');
        await told(page, '放到最后再看');
        await finding(page, 4);
        await press(page, '?');
        await shot(page, 'keys');
        await press(page, '1');
        await press(page, 'Escape');
        await press(page, 'j');
        await finding(page, 5);
        await press(page, 'k');
        await finding(page, 4);
        expect(await counts(page)).toContain('已处理 2 · 剩 5');
        await press(page, 'z');
        await told(page, '第 3 号回到待核查');
        await finding(page, 3);
        await press(page, 'Backspace');
        await told(page, '第 2 号回到待核查');
        await finding(page, 2);
        expect(await counts(page)).toContain('已处理 1 · 剩 6');
        await press(page, 'f');
        await page.locator('dialog select').first().waitFor();
        await shot(page, 'filter');
        for (const key of ['Home', 'ArrowDown', 'ArrowDown']) await press(page, key);
        await press(page, 'Enter');
        await page.getByRole('button', { name: '应用' }).click();
        await heading(page, '疑似有两个未结束的婚姻');
        await shot(page, 'anomaly');
        await press(page, '1');
        await heading(page, '没有待核查的内容');
        await shot(page, 'end');
        expect(complaints).toEqual([]);
        expect(requests.filter((url) => !url.startsWith(reviewing.origin))).toEqual([]);
      }),
    );
    expect(over.stored("SELECT id || ' ' || state FROM finding WHERE state <> 'open' ORDER BY id")).toEqual(['1 confirmed', '7 confirmed']);
    expect(over.stored('SELECT reason FROM finding_decision WHERE finding_id = 1')).toEqual(['档案2号卷']);
  });

  it('marks the characters that differ and leaves what is equal quiet, in light and dark', async () => {
    await reviewed(home, 'county', ['--cluster', '14'], async (reviewing) => {
      await opened(reviewing, { colorScheme: 'dark', viewport: { width: 820, height: 900 } }, async ({ page }) => {
        await finding(page, 3);
        await shot(page, 'dark');
        expect(await page.locator('.cluster li').count()).toBe(2);
        await page.getByRole('button', { name: '#5' }).click();
        await finding(page, 5);
        await page.goBack();
        await finding(page, 3);
        const overflow = await page.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      });
      await opened(reviewing, {}, async ({ page }) => {
        await page.goto(`${reviewing.origin}/?task=finding-1#${reviewing.token}`);
        await finding(page, 1);
        const name = page.locator('tr.differs', { hasText: '姓名' }).first();
        expect(await name.locator('mark').allTextContents()).toEqual(['本', '夲']);
        expect(await page.locator('tr.equal mark').count()).toBe(0);
        expect(await page.getByRole('img', { name: '为什么' }).isVisible()).toBe(true);
        await press(page, 'e');
        expect(await page.locator('tr.equal').first().isVisible()).toBe(false);
        await shot(page, 'differences');
      });
    });
  });

  it('shows where the focus is when it is moved by Tab', async () => {
    await reviewed(home, 'county', [], (reviewing) =>
      opened(reviewing, {}, async ({ page }) => {
        await finding(page, 1);
        const outlines: string[] = [];
        for (let place = 0; place < 7; place += 1) {
          await press(page, 'Tab');
          outlines.push(
            await page
              .locator(':focus')
              .evaluate((focused) => focused.ownerDocument.defaultView?.getComputedStyle(focused).outlineStyle ?? ''),
          );
        }
        expect(outlines).toEqual(Array(7).fill('solid'));
      }),
    );
  });

  it('decides nothing twice by a key held down or a double click, and nothing unseen on a stale page', async () => {
    const over = home.copy();
    await reviewed(over, 'county', [], (reviewing) =>
      opened(reviewing, {}, async ({ page, complaints }) => {
        await finding(page, 1);
        await page.keyboard.down('1');
        await page.keyboard.down('1');
        await page.keyboard.down('1');
        await page.keyboard.up('1');
        await finding(page, 2);
        await page.getByRole('button', { name: '不是同一登记' }).dblclick();
        await finding(page, 3);
        expect(over.stored("SELECT count(*) FROM finding WHERE state <> 'open'")).toEqual([2]);
        over.decide('confirm', 3);
        await press(page, '2');
        await told(page, '第 3 号发现已由 county 样本 (county)');
        expect(await page.locator('.task .notice').textContent()).toContain('已确认');
        expect(await page.getByRole('button', { name: '同一登记' }).first().isDisabled()).toBe(true);
        await shot(page, 'stale');
        expect(over.stored('SELECT state FROM finding WHERE id = 3')).toEqual(['confirmed']);
        await press(page, 'j');
        await finding(page, 4);
        expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
      }),
    );
  });

  it('lets two persons choose apart in two browsers, and decides when they agree', async () => {
    const over = home.copy();
    await reviewed(over, 'county', ['--two-person'], (first) =>
      reviewed(over, 'city', ['--two-person'], (second) =>
        opened(first, {}, ({ page: left }) =>
          opened(second, {}, async ({ page: right }) => {
            await finding(left, 1);
            await finding(right, 1);
            await press(left, '1');
            await told(left, '等第二人独立选择');
            await shot(left, 'two-persons');
            expect(await right.locator('.badge.own').count()).toBe(0);
            expect(over.stored("SELECT count(*) FROM finding WHERE state <> 'open'")).toEqual([0]);
            await press(right, '1');
            await told(right, '第 1 号，同一登记');
            expect(over.stored('SELECT state FROM finding WHERE id = 1')).toEqual(['confirmed']);
          }),
        ),
      ),
    );
  });

  it('says that all is kept when the program has ended, and nothing without the token', async () => {
    const over = home.copy();
    const reviewing = await startReview(over, 'county');
    await opened(reviewing, {}, async ({ page }) => {
      await finding(page, 1);
      await press(page, '1');
      await finding(page, 2);
      const bare = await page.context().newPage();
      await bare.goto(reviewing.origin);
      await bare.getByText('Open this page by the whole address').waitFor();
      await reviewing.stop();
      await press(page, '1');
      await heading(page, '核查程序已经结束');
      await shot(page, 'ended');
    });
    expect(over.stored("SELECT count(*) FROM finding WHERE state <> 'open'")).toEqual([1]);
  });
});
