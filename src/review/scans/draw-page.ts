import { jpegOf } from '../../ocr/pages/jpeg.js';
import { openScan } from '../../ocr/pages/open-scan.js';
import type { OpenScan } from '../../ocr/pages/scan.js';
import { straighten } from '../../ocr/preparing/prepare-page.js';
import type { ScanStore } from '../../scans/scan-store.js';
import type { DrawPage } from './page-pictures.js';

/**
 * Draws straightened pages from the scans of a home. The scan whose pages come stays open: a volume of hundreds of pages is checked
 * against its hash and taken apart once. Pages are drawn one after the other: each needs some hundred megabytes for a moment.
 */
export function pageDrawer(store: ScanStore): DrawPage {
  let open: { readonly sha256: string; readonly scan: OpenScan } | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const scanOf = async (sha256: string): Promise<OpenScan> => {
    if (open?.sha256 === sha256) return open.scan;
    await open?.scan.close();
    open = undefined;
    const scan = await openScan({ path: await store.verifiedPath(sha256) });
    open = { sha256, scan };
    return scan;
  };
  return ({ sha256, page, straightening }) => {
    const drawn = turn.then(async () => {
      const { image } = await (await scanOf(sha256)).page(page);
      return await jpegOf(await straighten(image, straightening));
    });
    turn = drawn.catch(() => undefined);
    return drawn;
  };
}
