/** The characters of GB 2312-1980, in its order. */
export function gb2312Characters() {
  const decoder = new TextDecoder('gb18030');
  const characters = [];
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      if (/^[\u4e00-\u9fff]$/u.test(character)) characters.push(character);
    }
  }
  return characters;
}

/** Groups of a source file: separated by blanks and lines; `#` begins a comment line. */
export function confusionGroups(text) {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/u))
    .filter((group) => group !== '');
}

/** The text of data/han-lookalikes.txt: a line is a character and those that look like it and stand after it in Unicode. */
export function lookalikeText(found, byHand) {
  const pairs = [...found.map(({ pair }) => pair), ...confusionGroups(byHand).flatMap(pairsOf)];
  const after = new Map();
  for (const pair of new Set(pairs.map((text) => [...text].toSorted(byUnit).join('')))) {
    const [low, high] = [...pair];
    if (low !== high) after.set(low, [...(after.get(low) ?? []), high]);
  }
  const lines = [...after].toSorted(([a], [b]) => byUnit(a, b)).map(([low, high]) => low + high.toSorted(byUnit).join(''));
  return `${HEAD}${lines.join('\n')}\n`;
}

const HEAD =
  '# Characters that look alike: pairs whose pictures in three fonts cover each other (scripts/lookalikes.mjs) and classic confusions\n' +
  '# (scripts/tables/han-lookalikes.txt). A line is a character and those that look like it and stand after it in Unicode.\n';

const byUnit = (a, b) => a.charCodeAt(0) - b.charCodeAt(0);

function pairsOf(group) {
  const characters = [...group];
  return characters.flatMap((a, index) => characters.slice(index + 1).map((b) => a + b));
}
