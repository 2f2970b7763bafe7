import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sections } from './sections.mjs';

const require = createRequire(import.meta.url);

const PACKAGES = ['pinyin-pro', 'to-jyutping'];

const FIRST = 0x3400;
const LAST = 0x9fff;

/** How the packages write ü, and how a keyboard does. */
const asTyped = (reading) => reading.replace('ü', 'v').replace('ê', 'e').replace(/0$/, '5');

/**
 * The text of data/han-readings.txt from the packages pinyin-pro and to-jyutping, and from the readings that names have.
 * A line is a reading and its characters; those before `|` have it as their primary reading.
 */
export function readingTable(readingsInNames) {
  const [{ lines }] = sections(readingsInNames);
  const inNames = new Map(lines.map(({ text }) => [text[0], text.slice(2).split(' ')]));
  const mandarin = readingLines((character) => inNames.get(character) ?? mandarinReadings(character));
  const cantonese = readingLines(cantoneseReadings);
  return `${head()}[mandarin]\n${mandarin.join('\n')}\n[cantonese]\n${cantonese.join('\n')}\n`;
}

/** The licences of what the tables of characters are made from go with them. */
export function licences() {
  return PACKAGES.map((name) => `${name}\n${'='.repeat(name.length)}\n${fileOf(name, 'LICENSE').trim()}\n`).join('\n');
}

/** Beside the module, because not every package exports its package.json. */
function fileOf(name, file) {
  return readFileSync(require.resolve(name).replace(/dist\/[^/]+$/, file), 'utf8');
}

function head() {
  const [pinyin, jyutping] = PACKAGES.map((name) => JSON.parse(fileOf(name, 'package.json')).version);
  return (
    `# Readings of Han characters. Mandarin from npm pinyin-pro ${pinyin} (MIT, © 2022-present zh-lx) and scripts/tables/han-readings-in-names.txt,\n` +
    `# Cantonese without tone from npm to-jyutping ${jyutping} (BSD-2-Clause, © 2024 Cantonese Computational Linguistics Infrastructure\n` +
    '# Development Workgroup): licences in data/LICENSES.txt. Made by scripts/build-tables.mjs.\n'
  );
}

function mandarinReadings(character) {
  const { pinyin } = require('pinyin-pro');
  return pinyin(character, { multiple: true, type: 'array', toneType: 'num', v: false })
    .filter((reading) => reading !== character)
    .map(asTyped);
}

/** Without tone: clerks who confuse 何 and 贺 do not mind it. Readings of two syllables belong to signs like 瓩. */
function cantoneseReadings(character) {
  const { getJyutpingCandidates } = require('to-jyutping');
  const [[, readings] = []] = getJyutpingCandidates(character);
  return [...new Set((readings ?? []).filter((reading) => !reading.includes(' ')).map((reading) => reading.replace(/\d$/, '')))];
}

function readingLines(readingsOf) {
  const primary = new Map();
  const further = new Map();
  for (let unit = FIRST; unit <= LAST; unit += 1) {
    const character = String.fromCharCode(unit);
    [...new Set(readingsOf(character))].forEach((reading, index) => {
      const side = index === 0 ? primary : further;
      side.set(reading, (side.get(reading) ?? '') + character);
    });
  }
  const readings = [...new Set([...primary.keys(), ...further.keys()])].toSorted((a, b) => (a < b ? -1 : 1));
  return readings.map((reading) => `${reading} ${primary.get(reading) ?? ''}|${further.get(reading) ?? ''}`);
}
