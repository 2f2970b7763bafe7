export const SCAN_TYPES = ['pdf', 'png', 'jpeg', 'tiff'] as const;
export type ScanType = (typeof SCAN_TYPES)[number];

/** First bytes: ISO 32000 § 7.5.2, PNG § 5.2, JPEG's start of image, TIFF 6.0 § 2 in both byte orders. */
const BEGINNINGS: readonly { readonly type: ScanType; readonly bytes: readonly number[] }[] = [
  { type: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { type: 'tiff', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
];

/** What a scan is by its first bytes, whatever its name says. */
export function scanTypeOf(content: Uint8Array): ScanType | undefined {
  return BEGINNINGS.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte))?.type;
}
