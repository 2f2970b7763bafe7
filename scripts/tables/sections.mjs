/** The sections of a compact table source: `[title] note`, then lines; `#` begins a comment line. */
export function sections(text) {
  const found = [];
  text.split('\n').forEach((line, index) => {
    const heading = /^\[(.+?)\]\s*(.*)$/.exec(line);
    if (heading) found.push({ title: heading[1], note: heading[2], lines: [] });
    else if (line !== '' && !line.startsWith('#')) found.at(-1).lines.push({ text: line, number: index + 1 });
  });
  return found;
}
