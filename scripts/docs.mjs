// Writes what is made from the built program: the command reference and the table of commands in both READMEs.
// test/commands/reference.test.ts checks that they are current.
import { readFileSync, writeFileSync } from 'node:fs';
import { commandTable, referenceMarkdown } from '../dist/commands/reference.js';
import { requestFormsMarkdown } from '../dist/commands/request-forms-reference.js';

const at = (name) => new URL(`../${name}`, import.meta.url);

function replacePart(name, mark, content) {
  const text = readFileSync(at(name), 'utf8');
  const part = new RegExp(`(<!-- ${mark} -->)[^]*?(<!-- /${mark} -->)`, 'u');
  if (!part.test(text)) throw new Error(`${name} has no part <!-- ${mark} -->`);
  writeFileSync(
    at(name),
    text.replace(part, (_, open, close) => `${open}\n${content}\n${close}`),
  );
}

for (const [lang, suffix] of [
  ['en', ''],
  ['zh', '.zh-CN'],
]) {
  writeFileSync(at(`docs/commands${suffix}.md`), referenceMarkdown(lang));
  writeFileSync(at(`docs/request-forms${suffix}.md`), requestFormsMarkdown(lang));
  replacePart(`README${suffix}.md`, 'commands', commandTable(lang));
}
