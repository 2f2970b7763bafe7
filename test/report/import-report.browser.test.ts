import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeImportReport } from '../../src/report/import-report.js';
import { aReport, aReportedRow } from './a-report.js';
import { canOpenPages, launchBrowser, withPage, type OpenedPage } from '../helpers/open-page.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-page-'));
const path = join(folder, '报告.html');
let browser: Browser | undefined;

beforeAll(async () => {
  const hostile = aReportedRow({
    id: 8,
    cells: { name_man: '</td><script>document.title="owned"</script>', cert_num_man: '990101196001011234' },
  });
  await writeImportReport(path, aReport({ quarantinedRows: [aReportedRow(), hostile] }), 'zh');
  if (canOpenPages) browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const opened = (options: BrowserContextOptions, use: (opened: OpenedPage) => Promise<void>): Promise<void> =>
  withPage(browser, pathToFileURL(path).href, options, use);

describe.skipIf(!canOpenPages)('the report in Chromium', () => {
  it('shows its three charts, asks the network for nothing and has no complaint', async () => {
    await opened({}, async ({ page, requests, complaints }) => {
      for (const name of ['按登记年份', '按登记机关', '隔离原因']) {
        const chart = page.getByRole('img', { name });
        expect(await chart.isVisible()).toBe(true);
        expect((await chart.boundingBox())?.height).toBeGreaterThan(50);
      }
      expect(requests).toEqual([pathToFileURL(path).href]);
      expect(complaints).toEqual([]);
    });
  });

  it('applies its style sheet under its own policy and runs no script from a cell', async () => {
    await opened({}, async ({ page }) => {
      const colour = await page
        .locator('#reasons rect.bad')
        .first()
        .evaluate((bar) => bar.ownerDocument.defaultView?.getComputedStyle(bar).fill);
      expect(colour).toBe('rgb(200, 69, 45)');
      expect(await page.title()).toBe('历史档案导入报告');
      expect(await page.locator('#rows td', { hasText: '</td><script>' }).count()).toBe(1);
    });
  });

  it('is dark for those who want it dark and fits a narrow screen', async () => {
    await opened({ colorScheme: 'dark', viewport: { width: 420, height: 800 } }, async ({ page }) => {
      expect(await page.locator('body').evaluate((body) => body.ownerDocument.defaultView?.getComputedStyle(body).backgroundColor)).toBe(
        'rgb(20, 24, 31)',
      );
      const overflow = await page.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });
});
