// Makes data/han-lookalikes.txt: renders every character of GB 2312-1980 and the name characters of scripts/tables/name-characters.txt
// in three free fonts with headless Chromium, measures how far each two cover each other, and adds the classic confusions of
// scripts/tables/han-lookalikes.txt. Fonts decide the result, so this is run by hand and its result is committed.
// Needs /usr/bin/chromium (or CHROMIUM), fonts-noto-cjk and fonts-arphic-gkai00mp. `--list N` prints the N weakest pairs kept.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { confusionGroups, gb2312Characters, lookalikeText } from './tables/lookalike-table.mjs';

const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const source = (name) => readFileSync(pathOf(`tables/${name}`), 'utf8');

const FONTS = ['Noto Serif CJK SC', 'Noto Sans CJK SC', 'AR PL KaitiM GB'];
/** Pixels a side of the picture of a character; drawn four times as large and averaged, which blurs as a scan does. */
const SIDE = 24;
const LEAST_LIKENESS = 0.86;

const characters = [...new Set([...gb2312Characters(), ...confusionGroups(source('name-characters.txt')).join('')])];

async function picturesOf(font) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const bytes = await page.evaluate(drawAll, { drawn: characters, font, side: SIDE });
    return unitVectors(Uint8Array.from(Buffer.from(bytes, 'base64')));
  } finally {
    await browser.close();
  }
}

/** Runs in the page: one picture of side × side bytes of ink after the other, as base64. */
function drawAll({ drawn, font, side }) {
  const scale = 4;
  const canvas = new OffscreenCanvas(side * scale, side * scale);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  pen.font = `${side * scale * 0.9}px "${font}"`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  const pictures = new Uint8Array(drawn.length * side * side);
  drawn.forEach((character, index) => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.fillText(character, canvas.width / 2, canvas.height / 2);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    for (let y = 0; y < side * scale; y += 1) {
      for (let x = 0; x < side * scale; x += 1) {
        const place = index * side * side + Math.floor(y / scale) * side + Math.floor(x / scale);
        pictures[place] += data[(y * side * scale + x) * 4 + 3] / (scale * scale);
      }
    }
  });
  let text = '';
  for (let start = 0; start < pictures.length; start += 8192) text += String.fromCharCode(...pictures.subarray(start, start + 8192));
  return btoa(text);
}

/** Each picture blurred by 3 × 3, its mean taken away, of length one: then the product of two is their correlation. */
function unitVectors(pictures) {
  const size = SIDE * SIDE;
  const vectors = new Float32Array(pictures.length);
  for (let start = 0; start < pictures.length; start += size) {
    const blurred = blur(pictures.subarray(start, start + size));
    const mean = blurred.reduce((sum, value) => sum + value, 0) / size;
    const centred = blurred.map((value) => value - mean);
    const length = Math.hypot(...centred) || 1;
    vectors.set(
      centred.map((value) => value / length),
      start,
    );
  }
  return vectors;
}

function blur(picture) {
  const blurred = new Float32Array(picture.length);
  for (let y = 1; y < SIDE - 1; y += 1) {
    for (let x = 1; x < SIDE - 1; x += 1) {
      let sum = 0;
      for (let dy = -1; dy <= 1; dy += 1) for (let dx = -1; dx <= 1; dx += 1) sum += picture[(y + dy) * SIDE + x + dx];
      blurred[y * SIDE + x] = sum / 9;
    }
  }
  return blurred;
}

/** The mean over the fonts; a pair that is unlike in the first font is not looked at in the others. */
function* likePairs(fonts) {
  const size = SIDE * SIDE;
  const [first, ...others] = fonts;
  for (let a = 0; a < characters.length; a += 1) {
    for (let b = a + 1; b < characters.length; b += 1) {
      const likeness = product(first, a * size, b * size, size);
      if (likeness < LEAST_LIKENESS - 0.08) continue;
      const mean = others.reduce((sum, font) => sum + product(font, a * size, b * size, size), likeness) / fonts.length;
      if (mean >= LEAST_LIKENESS) yield { pair: characters[a] + characters[b], mean };
    }
  }
}

function product(vectors, startA, startB, size) {
  let sum = 0;
  for (let index = 0; index < size; index += 1) sum += vectors[startA + index] * vectors[startB + index];
  return sum;
}

const fonts = [];
for (const font of FONTS) fonts.push(await picturesOf(font));
const found = [...likePairs(fonts)].toSorted((a, b) => b.mean - a.mean);
console.log(`${characters.length} characters, ${found.length} like pairs`);
const list = process.argv.indexOf('--list');
if (list > 0)
  console.log(
    found
      .slice(-Number(process.argv[list + 1]))
      .map(({ pair, mean }) => `${pair} ${mean.toFixed(3)}`)
      .join('  '),
  );
else writeFileSync(pathOf('../data/han-lookalikes.txt'), lookalikeText(found, source('han-lookalikes.txt')));
