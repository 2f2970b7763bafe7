import type { ScanLimits } from './scan.js';

/** 72 and 96 are what programs write who do not know; above 1,200 no scanner of paper goes. */
const LOWEST_DPI = 100;
const HIGHEST_DPI = 1_200;
const MM_PER_INCH = 25.4;
/** The longer side of a sheet, from a certificate stub to A3 with margins. */
const SHORTEST_SHEET_MM = 100;
const LONGEST_SHEET_MM = 520;

/** The resolution a file claims, where a sheet of paper could have it; otherwise undefined. */
export function plausibleDpi(dpi: number | undefined, width: number, height: number): number | undefined {
  if (dpi === undefined || !(dpi >= LOWEST_DPI && dpi <= HIGHEST_DPI)) return undefined;
  const longestMm = (Math.max(width, height) / dpi) * MM_PER_INCH;
  return longestMm >= SHORTEST_SHEET_MM && longestMm <= LONGEST_SHEET_MM ? dpi : undefined;
}

/** By how much a page is shrunk so that it has no more pixels than are kept; at most 1. */
export function shrinkToKept(width: number, height: number, limits: ScanLimits): number {
  return Math.min(1, Math.sqrt(limits.keptPixels / (width * height)));
}
