import type { ColourImage } from '../image.js';
import { loadSharp } from '../sharp.js';
import { brokenPage, refuseLargePage } from './refusal.js';
import type { PagePlace } from './refusal.js';
import { plausibleDpi, shrinkToKept } from './resolution.js';
import type { PageImage, PageSource, ScanLimits } from './scan.js';

/** PNG and JPEG hold one page each. */
export function openPicture(bytes: Buffer, file: string, limits: ScanLimits): PageSource {
  return {
    pages: 1,
    page: async () => await decodePicture(bytes, { file, page: 1 }, limits),
    close: async () => {},
  };
}

/**
 * One page as red, green and blue, the way up its orientation tag says, transparent parts white. `directory` is the page of a TIFF,
 * from 0.
 * @throws MregError `ocr-page.page-broken`, `ocr-page.too-many-pixels`
 */
export async function decodePicture(bytes: Buffer, place: PagePlace, limits: ScanLimits, directory = 0): Promise<PageImage> {
  const sharp = await loadSharp();
  // Warnings are let pass: scanners write tags of their own. What is cut off or undecodable is not.
  const open = () => sharp(bytes, { page: directory, limitInputPixels: limits.maxPixels, failOn: 'error' });
  try {
    const metadata = await sharp(bytes, { page: directory, limitInputPixels: false, failOn: 'error' }).metadata();
    refuseLargePage(place, metadata.width, metadata.height, limits);
    const { width, height } = metadata.autoOrient;
    const shrink = shrinkToKept(width, height, limits);
    let picture = open().autoOrient();
    if (shrink < 1) picture = picture.resize(Math.floor(width * shrink), Math.floor(height * shrink), { fit: 'fill' });
    const { data, info } = await picture
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const dpi = plausibleDpi(metadata.density, width, height);
    return { image: asColour(data, info), dpi: dpi === undefined ? undefined : dpi * shrink, text: [] };
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'MregError') throw cause;
    throw brokenPage(place, cause);
  }
}

/** Grey pictures come out of the decoder with one channel or two, whatever colour space is asked for. */
function asColour(data: Buffer, { width, height, channels }: { width: number; height: number; channels: number }): ColourImage {
  if (channels === 3) return { width, height, pixels: data };
  const pixels = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < pixels.length; from += channels, to += 3) {
    const first = data[from] ?? 0;
    pixels[to] = first;
    pixels[to + 1] = channels < 3 ? first : (data[from + 1] ?? 0);
    pixels[to + 2] = channels < 3 ? first : (data[from + 2] ?? 0);
  }
  return { width, height, pixels };
}
