import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../access/a-province.js';
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
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

function opened(reviewing: Reviewing, use: (opened: OpenedPage) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
  return withPage(browser, reviewing.url, { viewport: { width: 1440, height: 1000 }, ...options }, use);
}

async function reviewed(
  over: ScannedProvince,
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

/** Kept for people to look at. */
const shot = (page: Page, name: string) => page.screenshot({ path: join(ARTIFACTS, `review-${name}.png`), fullPage: true });
const press = (page: Page, key: string) => page.keyboard.press(key);
const told = (page: Page, text: string) => page.locator('.told', { hasText: text }).waitFor();
const onPage = (page: Page, row: number | undefined) => page.locator('.task.seen h1 .number', { hasText: `#${row}` }).waitFor();
const atField = (page: Page, key: string) => page.locator(`.task.seen .field.current[data-key="${key}"] input:focus`).waitFor();
const field = (page: Page, key: string) => page.locator(`.field[data-key="${key}"]`);

describe.skipIf(!canOpenPages)('pages of scans in Chromium', () => {
  it('are worked through by keyboard: doubtful first, one key accepts, typing corrects, the rest at once', async () => {
    const over = home.copy();
    await reviewed(over, 'registrar', ['--kind', 'scans'], (reviewing) =>
      opened(reviewing, async ({ page, requests, complaints }) => {
        await onPage(page, over.rows[0]);
        await atField(page, 'name_man');
        await page.locator('.field.current svg.crop image[href^="blob:"]').waitFor();
        expect(await page.locator('.fields > .field').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')))).toEqual([
          'name_man',
          // The rules object to it, because of the birth that was misread.
          'cert_num_woman',
          'birth_woman',
        ]);
        await shot(page, 'scan-page');
        await page.keyboard.type('陈样本');
        await press(page, 'Enter');
        await atField(page, 'cert_num_woman');
        await press(page, 'Enter');
        await atField(page, 'birth_woman');
        await page.keyboard.type('1986年11月32日');
        await field(page, 'birth_woman').locator('.said .error').waitFor();
        await shot(page, 'scan-wrong');
        await press(page, 'Control+A');
        await page.keyboard.type('一九八六年十一月二十一日');
        await field(page, 'birth_woman').locator('.written', { hasText: '1986-11-21' }).waitFor();
        await press(page, 'Enter');
        await page.locator('button.finish:focus').waitFor();
        await press(page, 'Enter');
        await told(page, '已录入');
        await onPage(page, over.rows[1]);
        await atField(page, 'name_man');
        await press(page, 'F8');
        for (const key of ['+', '+', 'ArrowDown', 'ArrowLeft', '-']) await press(page, key);
        await shot(page, 'scan-whole');
        await press(page, 'Escape');
        await atField(page, 'name_man');
        await press(page, 'F9');
        expect(await field(page, 'cert_no').isVisible()).toBe(true);
        await shot(page, 'scan-all-fields');
        await press(page, 'Shift+Enter');
        await page.locator('button.finish:focus').waitFor();
        await press(page, 'Enter');
        await onPage(page, over.rows[2]);
        // The page before this one is loaded by now, and the newest waits as long as it can be taken back.
        expect(over.stored("SELECT name_man FROM registration WHERE cert_no LIKE 'J440103-2010-00100%'")).toEqual(['陈样本']);
        expect(over.stored("SELECT birth_woman FROM registration WHERE cert_no LIKE 'J440103-2010-00100%'")).toEqual(['1986-11-21']);
        await press(page, 'Escape');
        await press(page, 'z');
        await told(page, '已撤销');
        await onPage(page, over.rows[1]);
        await press(page, 'Shift+Enter');
        await press(page, 'Enter');
        await onPage(page, over.rows[2]);
        expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
        expect(requests.filter((url) => !url.startsWith(reviewing.origin) && !url.startsWith('blob:'))).toEqual([]);
      }),
    );
    expect(over.stored("SELECT name_man FROM registration WHERE cert_no LIKE 'J440103-2010-00100%' ORDER BY id")).toEqual([
      '陈样本',
      '付样例',
    ]);
  });

  it('are not accepted by a key meant for the page before: not until their picture was there to be seen', async () => {
    const over = home.copy();
    await reviewed(over, 'registrar', ['--kind', 'scans'], (reviewing) =>
      opened(reviewing, async ({ page }) => {
        const gate = new EventTarget();
        const held = new Promise((resolve) => gate.addEventListener('open', resolve));
        await page.route('**/api/picture?*', async (route) => {
          await held;
          await route.continue();
        });
        await page.goto(`${reviewing.origin}/?task=scan-${over.rows[1]}#${reviewing.token}`);
        await page.locator('.field.current input:focus').waitFor();
        for (const key of ['Enter', 'Enter', 'Shift+Enter', 'Enter']) await press(page, key);
        expect(await page.locator('.field.accepted').count()).toBe(0);
        gate.dispatchEvent(new Event('open'));
        await atField(page, 'name_man');
        await press(page, 'Enter');
        await atField(page, 'name_woman');
        expect(await page.locator('.field.accepted').count()).toBe(1);
      }),
    );
  });

  it('take no Enter that an input method needs, and mark what nobody can read', async () => {
    const over = home.copy();
    await reviewed(over, 'county', ['--kind', 'scans'], (reviewing) =>
      opened(reviewing, async ({ page }) => {
        await atField(page, 'name_man');
        const session = await page.context().newCDPSession(page);
        await session.send('Input.imeSetComposition', { text: 'chen', selectionStart: 4, selectionEnd: 4 });
        await press(page, 'Enter');
        await atField(page, 'name_man');
        expect(await field(page, 'name_man').getAttribute('class')).not.toContain('accepted');
        await session.send('Input.insertText', { text: '陈样本' });
        await press(page, 'Enter');
        await atField(page, 'cert_num_woman');
        await press(page, 'Enter');
        await atField(page, 'birth_woman');
        expect(await field(page, 'name_man').locator('input').inputValue()).toBe('陈样本');
        await press(page, 'F2');
        expect(await field(page, 'birth_woman').locator('.state').textContent()).toContain('不可辨认');
        await shot(page, 'scan-unreadable');
        await press(page, 'Escape');
        await press(page, 'j');
        await onPage(page, over.rows[1]);
        await press(page, 'Escape');
        await press(page, 'k');
        await onPage(page, over.rows[0]);
        expect(await field(page, 'name_man').locator('input').inputValue()).toBe('陈样本');
        await press(page, 'F4');
        await told(page, '放到最后再看');
        await onPage(page, over.rows[1]);
      }),
    );
    expect(over.stored('SELECT count(*) FROM scan_keying')).toEqual([0]);
  });

  it('are keyed twice by two persons who see neither the machine nor each other, and a third decides where they differ', async () => {
    const over = home.copy();
    const key = async (page: Page, name: string): Promise<void> => {
      await onPage(page, over.rows[1]);
      await atField(page, 'name_man');
      expect(await field(page, 'name_man').locator('input').inputValue()).toBe('');
      expect(await page.locator('.fields > .field .number').count()).toBe(0);
      await page.keyboard.type(name);
      await press(page, 'Enter');
      await page.keyboard.type('苏测试');
      await press(page, 'Enter');
      await press(page, 'Enter');
      await told(page, '等第二人独立录入');
    };
    const words = ['--kind', 'scans', '--two-pass'];
    const second = (reviewing: Reviewing): string => `${reviewing.origin}/?task=scan-${over.rows[1]}#${reviewing.token}`;
    for (const [who, name] of [
      ['registrar', '付样例'],
      ['temporary', '傅样例'],
    ] as const) {
      await reviewed(over, who, words, (reviewing) =>
        opened(reviewing, async ({ page }) => {
          await page.goto(second(reviewing));
          await onPage(page, over.rows[1]);
          if (who === 'registrar') await shot(page, 'scan-two-pass');
          await press(page, 'Shift+Enter');
          await told(page, '逐项录入');
          await key(page, name);
        }),
      );
    }
    await reviewed(over, 'county', ['--kind', 'scans'], (reviewing) =>
      opened(reviewing, async ({ page }) => {
        await onPage(page, over.rows[1]);
        await atField(page, 'name_man');
        expect(await page.locator('.fields > .field button.opinion span').allTextContents()).toEqual(['录入 1：付样例', '录入 2：傅样例']);
        await shot(page, 'scan-decide');
        await press(page, 'Alt+2');
        await press(page, 'Enter');
        await press(page, 'Enter');
        await told(page, '已录入');
      }),
    );
    expect(over.stored("SELECT name_man || name_woman FROM registration WHERE cert_no = 'J440103-2010-001002'")).toEqual(['傅样例苏测试']);
  });

  it('show a keyed row beside its scan, and a person says which is right', async () => {
    const over = home.copy();
    await reviewed(over, 'county', ['--kind', 'checks'], (reviewing) =>
      opened(reviewing, async ({ page, complaints }) => {
        await page.getByRole('heading', { level: 1, name: '已录登记与扫描件不一致' }).waitFor();
        await page.locator('.task.seen .field.current svg.crop image[href^="blob:"]').waitFor();
        await shot(page, 'scan-check');
        await press(page, 'Enter');
        await told(page, '还有 2 项待确认');
        await press(page, '2');
        await press(page, '1');
        await press(page, 'Enter');
        await told(page, '1 项以扫描件为准');
        await press(page, 'z');
        await told(page, '已撤销');
        await page.locator('.task.seen').waitFor();
        await press(page, '1');
        await press(page, '1');
        await press(page, 'Enter');
        await told(page, '以登记为准');
        expect(complaints).toEqual([]);
      }),
    );
    expect(over.stored("SELECT key || ' ' || state || ' ' || decided_by FROM scan_check ORDER BY key")).toEqual([
      'birth_man keyed county',
      'name_man keyed county',
    ]);
  });

  it('keep to a narrow screen in the dark, and say so when the scan is gone', async () => {
    const over = home.copy();
    const [sha256] = over.stored(`SELECT sha256 FROM scan_page WHERE row_id = ${over.rows[0]}`);
    rmSync(join(over.province.home, 'scans', String(sha256).slice(0, 2), String(sha256)));
    await reviewed(over, 'county', ['--kind', 'scans'], (reviewing) =>
      opened(
        reviewing,
        async ({ page }) => {
          await told(page, '扫描页打不开');
          await shot(page, 'scan-missing');
          await press(page, 'F4');
          await onPage(page, over.rows[1]);
          await page.locator('.field.current svg.crop image[href^="blob:"]').waitFor();
          await shot(page, 'scan-dark');
          const overflow = await page.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth);
          expect(overflow).toBeLessThanOrEqual(0);
        },
        { colorScheme: 'dark', viewport: { width: 820, height: 900 } },
      ),
    );
  });
});
