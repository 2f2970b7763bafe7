import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { aProvince } from '../access/a-province.js';
import { launch } from '../helpers/faults.js';
import { canOpenPages, launchBrowser, withPage } from '../helpers/open-page.js';
import { passwordFile } from '../helpers/password.js';
import { launchedReview } from './launched-review.js';

const ARTIFACTS = fileURLToPath(new URL('../artifacts', import.meta.url));
const SCANS = fileURLToPath(new URL('../../samples/scans', import.meta.url));
/** More fields than any form has. */
const MOST_FIELDS = 50;

interface Content {
  readonly [file: string]: { readonly pages: readonly { readonly row: Readonly<Record<string, string>> }[] };
}

it.skipIf(!canOpenPages)(
  'a worn page comes out of the import into the review page, and out of that into the registry as it is on paper',
  async () => {
    mkdirSync(ARTIFACTS, { recursive: true });
    const { home, folder } = await aProvince();
    const env = { MREG_SESSION: join(folder, 'imported.session') };
    const done = async (...words: readonly string[]) =>
      expect(await launch([...words, '--home', home], { env }).done).toMatchObject({ code: 0 });
    await done('login', 'province', '--password-file', passwordFile());
    await done('import', join(SCANS, 'worn.jpg'));
    const says = (JSON.parse(readFileSync(join(SCANS, 'content.json'), 'utf8')) as Content)['worn.jpg']?.pages[0]?.row ?? {};
    const reviewing = await launchedReview(home, env, ['--kind', 'scans', '--lang', 'zh']);
    const browser = await launchBrowser();
    try {
      await withPage(browser, reviewing.url, { viewport: { width: 1440, height: 1000 } }, async ({ page, complaints }) => {
        await page.locator('.task.seen .field.current input:focus').waitFor();
        await page.screenshot({ path: join(ARTIFACTS, 'review-imported-scan.png'), fullPage: true });
        for (let place = 0; place < MOST_FIELDS && (await page.locator('button.finish:focus').count()) === 0; place += 1) {
          const key = await page.locator('.field.current').getAttribute('data-key');
          await page.keyboard.press('Control+A');
          await page.keyboard.type(says[key ?? ''] ?? '不详');
          await page.keyboard.press('Enter');
        }
        await page.keyboard.press('Enter');
        await page.locator('.told', { hasText: '已录入' }).waitFor();
        await page.screenshot({ path: join(ARTIFACTS, 'review-imported-scan-end.png') });
        expect(complaints).toEqual([]);
      });
    } finally {
      await browser.close();
    }
    reviewing.child.kill('SIGINT');
    expect(await reviewing.done).toMatchObject({ code: 0 });
    const database = new Database(join(home, 'registry.db'), { readonly: true });
    const row = database.prepare<[], Record<string, string>>('SELECT * FROM registration ORDER BY id DESC LIMIT 1').get() ?? {};
    database.close();
    const kept = Object.fromEntries(Object.keys(says).map((key) => [key, row[key]]));
    expect(kept).toEqual(says);
  },
  120_000,
);
