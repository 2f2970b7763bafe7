import { sections } from './sections.mjs';

/** The rows of data/codes.json from codes.txt. */
export function codeTable(text) {
  const rows = sections(text).flatMap(({ title, note, lines }) => lines.map(({ text: line }) => codeRow(title, note, line)));
  return { rows };
}

function codeRow(table, source, line) {
  const [code, zh, en, others = ''] = line.split('|').map((part) => part.trim());
  const words = others
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const synonyms = table === 'ethnic' ? ethnicSpellings(zh, words) : words;
  return { table, code, zh, en, ...(synonyms.length > 0 ? { synonyms } : {}), source };
}

/** 汉 for 汉族, and both 僮 and 僮族 for an old name; codes and 其他 stay as they are. */
function ethnicSpellings(zh, words) {
  const names = words.flatMap((word) =>
    /^[\dA-Z]/.test(word) || !zh.endsWith('族') ? [word] : [withoutSuffix(word), `${withoutSuffix(word)}族`],
  );
  return [...new Set([...(zh.endsWith('族') ? [withoutSuffix(zh)] : []), ...names])].filter((name) => name !== zh);
}

const withoutSuffix = (name) => name.replace(/族$/, '');
