import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normaliseCertificate, parseCertificate } from '../../src/domain/certificate-number.js';
import { FIELDS } from '../../src/domain/fields.js';
import { parseDocument } from '../../src/domain/identity-document.js';
import { normaliseDate, parseDate } from '../../src/domain/partial-date.js';
import { foldText } from '../../src/domain/text-folding.js';

const page = readFileSync(new URL('../../docs/records.md', import.meta.url), 'utf8');

/** The body rows of the page's table under that header line, without code marks. */
function tableUnder(header: string): string[][] {
  const lines = page.split('\n');
  const start = lines.indexOf(header);
  if (start < 0) throw new Error(`docs/records.md has no table ${header}`);
  const end = lines.indexOf('', start);
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('docs/records.md', () => {
  it('lists the columns as they are', () => {
    expect(tableUnder('| key | header | meaning | kind | longest |')).toEqual(
      FIELDS.map((field) => [field.key, field.zh, field.en, field.kind, String(field.maxCharacters)]),
    );
  });

  it.each(tableUnder('| written | folded |'))('folds %s to %s', (written, folded) => expect(foldText(written ?? '')).toBe(folded));

  it.each(tableUnder('| written | stored | form |'))('stores %s as "%s"', (written, stored) => {
    expect(normaliseDate(written ?? '')).toBe(stored);
  });

  it.each(tableUnder('| written | why |'))('does not guess at %s', (written) => {
    expect(parseDate(normaliseDate(written ?? ''))).toBeUndefined();
  });

  it.each(tableUnder('| number | form | in use |'))('reads %s as %s', (number, form) => {
    expect(normaliseCertificate(number ?? '').toLowerCase()).toBe(number?.toLowerCase());
    expect(parseCertificate(number ?? '')?.form).toBe(form);
  });

  it.each(tableUnder('| number | 18-digit reading | birth | check |'))('reads %s as %s', (number, eighteen, birth, check) => {
    expect(parseDocument(number ?? '', '1', '1')).toMatchObject({ eighteen, birth, checkPasses: check === 'passes' });
  });
});
