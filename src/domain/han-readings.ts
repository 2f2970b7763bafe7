import { readFileSync } from 'node:fs';

/**
 * How Han characters are read, for those who typed by ear: Mandarin with and without tone, and Cantonese, because in Guangdong 黄
 * and 王, 何 and 贺 sound the same. All readings of a character count (单 is dān and shàn), except those that no name has. Of
 * extension A few characters have a Mandarin reading, and beyond the basic plane there are none.
 * Everything is asked by UTF-16 unit and answered from typed arrays, which the first question builds from data/han-readings.txt.
 */
interface Readings {
  readonly mandarin: ReadingLists;
  readonly cantonese: ReadingLists;
}

interface ReadingLists {
  /** Where the readings of a character begin; those of the next begin where they end. */
  readonly start: Uint32Array;
  /** The primary reading first. Mandarin: syllable × 8 + tone. Cantonese: the syllable. */
  readonly readings: Uint16Array;
}

const FIRST = 0x3400;
const LAST = 0x9fff;

/** Whether the two have a reading in common, tone included. A character without readings shares none, not even with itself. */
export function sharesToneReading(a: number, b: number): boolean {
  return shares(table().mandarin, a, b, 0);
}

/** Whether the two have a reading in common when tones do not count. */
export function sharesReading(a: number, b: number): boolean {
  return shares(table().mandarin, a, b, 3);
}

/** Whether the two have a Cantonese reading in common when tones do not count. */
export function sharesCantoneseReading(a: number, b: number): boolean {
  return shares(table().cantonese, a, b, 0);
}

/** All answers of `blockingReading` are below. */
export const READING_CLASSES = 1024;
const CLASSES_OF_SYLLABLES = 512;

/**
 * A class for blocking: the syllable of the primary reading as names have it, without tone (曾 is zēng, 单 is shàn, 乐 is lè). Two
 * homophones meet in it unless one of them is read otherwise in the first place. Units without a reading are spread over the
 * other half of the classes.
 */
export function blockingReading(unit: number): number {
  const { start, readings } = table().mandarin;
  const first = start[unit - FIRST] ?? 0;
  if (first < (start[unit - FIRST + 1] ?? 0)) return (readings[first] ?? 0) >> 3;
  return CLASSES_OF_SYLLABLES + (unit % (READING_CLASSES - CLASSES_OF_SYLLABLES));
}

function shares({ start, readings }: ReadingLists, a: number, b: number, ignoredBits: number): boolean {
  const endA = start[a - FIRST + 1] ?? 0;
  const endB = start[b - FIRST + 1] ?? 0;
  for (let ofA = start[a - FIRST] ?? 0; ofA < endA; ofA += 1) {
    const reading = (readings[ofA] ?? 0) >> ignoredBits;
    for (let ofB = start[b - FIRST] ?? 0; ofB < endB; ofB += 1) {
      if ((readings[ofB] ?? 0) >> ignoredBits === reading) return true;
    }
  }
  return false;
}

let built: Readings | undefined;

function table(): Readings {
  built ??= buildReadings();
  return built;
}

function buildReadings(): Readings {
  const text = readFileSync(new URL('../../data/han-readings.txt', import.meta.url), 'utf8');
  const [, mandarin = '', cantonese = ''] = text.split(/^\[\w+\]\n/mu);
  return { mandarin: readingLists(mandarin), cantonese: readingLists(cantonese) };
}

interface ReadingLine {
  readonly code: number;
  readonly primary: string;
  readonly further: string;
}

function readingLists(text: string): ReadingLists {
  const lines = readingLines(text);
  const start = new Uint32Array(LAST - FIRST + 2);
  for (const { primary, further } of lines) {
    countUnits(start, primary);
    countUnits(start, further);
  }
  for (let index = 1; index < start.length; index += 1) start[index] = (start[index] ?? 0) + (start[index - 1] ?? 0);
  const readings = new Uint16Array(start.at(-1) ?? 0);
  const next = start.slice();
  for (const { code, primary } of lines) placeReading(readings, next, primary, code);
  for (const { code, further } of lines) placeReading(readings, next, further, code);
  return { start, readings };
}

/** The codes follow the order of the lines: readings of one syllable stand together. */
function readingLines(text: string): readonly ReadingLine[] {
  const syllables = new Map<string, number>();
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [, syllable = '', tone, primary = '', further = ''] = /^([a-z]+)(\d?) (.*)\|(.*)$/u.exec(line) ?? [];
      if (!syllables.has(syllable)) syllables.set(syllable, syllables.size + 1);
      const code = syllables.get(syllable) ?? 0;
      return { code: tone === '' ? code : code * 8 + Number(tone), primary, further };
    });
}

function countUnits(start: Uint32Array, characters: string): void {
  for (let index = 0; index < characters.length; index += 1) {
    const next = characters.charCodeAt(index) - FIRST + 1;
    start[next] = (start[next] ?? 0) + 1;
  }
}

function placeReading(readings: Uint16Array, next: Uint32Array, characters: string, code: number): void {
  for (let index = 0; index < characters.length; index += 1) {
    const unit = characters.charCodeAt(index) - FIRST;
    const place = next[unit] ?? 0;
    readings[place] = code;
    next[unit] = place + 1;
  }
}
