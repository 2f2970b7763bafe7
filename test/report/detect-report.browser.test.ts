import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lang } from '../../src/i18n/lang.js';
import { anomalyReport } from '../../src/report/anomaly-report.js';
import { duplicateReport } from '../../src/report/duplicate-report.js';
import { aDuplicateReport } from './a-duplicate-report.js';
import { anAnomalyReport } from './an-anomaly-report.js';
import { canOpenPages, launchBrowser, withPage } from '../helpers/open-page.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-detect-page-'));
let browser: Browser | undefined;

beforeAll(async () => {
  for (const lang of ['zh', 'en'] as const) {
    writeFileSync(pathOf('duplicates', lang), [...duplicateReport(aDuplicateReport(), lang)].join(''));
    writeFileSync(pathOf('anomalies', lang), [...anomalyReport(anAnomalyReport(), lang)].join(''));
  }
  if (canOpenPages) browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

function pathOf(kind: string, lang: Lang): string {
  return join(folder, `${kind}-${lang}.html`);
}

function urlOf(kind: string, lang: Lang): string {
  return pathToFileURL(pathOf(kind, lang)).href;
}

/** Texts of charts that stick out of their picture, or lie on another text of it. */
function misplaced(page: Page): Promise<readonly string[]> {
  return page.locator('svg.chart').evaluateAll((charts) =>
    charts.flatMap((chart) => {
      const frame = chart.getBoundingClientRect();
      const texts = [...chart.querySelectorAll('text:not([transform])')].map((text) => ({
        text: text.textContent,
        box: text.getBoundingClientRect(),
      }));
      const outside = texts.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1);
      const upon = texts.filter(({ box }, index) =>
        texts
          .slice(index + 1)
          .some(
            (other) =>
              box.left < other.box.right - 2 &&
              other.box.left < box.right - 2 &&
              box.top < other.box.bottom - 4 &&
              other.box.top < box.bottom - 4,
          ),
      );
      return [...outside.map(({ text }) => `outside: ${text}`), ...upon.map(({ text }) => `upon another: ${text}`)];
    }),
  );
}

describe.skipIf(!canOpenPages)('the reports of detection in Chromium', () => {
  it.each([
    ['duplicates', 'zh', ['得分分布', '判定线放在哪里', '这一对的得分', '编组 5']],
    ['duplicates', 'en', ['How the pairs score', 'Where to put the threshold', 'The weights of this pair', 'Cluster 5']],
    ['anomalies', 'zh', ['按规则', '按登记机关', '每个月']],
    ['anomalies', 'en', ['By rule', 'By office', 'Each month']],
  ] as const)(
    'shows the charts of %s (%s) with all their words in place, asks for nothing and has no complaint',
    async (kind, lang, charts) => {
      const url = urlOf(kind, lang);
      await withPage(browser, url, {}, async ({ page, requests, complaints }) => {
        for (const name of charts) expect((await page.getByRole('img', { name }).first().boundingBox())?.height).toBeGreaterThan(60);
        expect(await misplaced(page)).toEqual([]);
        expect(requests).toEqual([url]);
        expect(complaints).toEqual([]);
      });
    },
  );

  it.each(['duplicates', 'anomalies'])('fits the report of %s on a phone and on paper', async (kind) => {
    await withPage(browser, urlOf(kind, 'zh'), { viewport: { width: 420, height: 800 } }, async ({ page }) => {
      const overflow = (): Promise<number> => page.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 688, height: 1000 });
      await page.emulateMedia({ media: 'print' });
      expect(await overflow()).toBeLessThanOrEqual(0);
      expect(await misplaced(page)).toEqual([]);
    });
  });
});
