import { describe, expect, it } from 'vitest';
import { COMMANDS, familyAt, FAMILIES, familyPathOf, GROUPS } from '../../src/commands/catalogue.js';
import { helpText } from '../../src/commands/help-text.js';
import { parseCommandLine } from '../../src/commands/program.js';
import { displayWidth } from '../../src/lib/display-width.js';

const MREG = /(?:^|<\()mreg ([^>)]*)/u;

/** The words of an example as a shell would split it; redirections and the like are cut off. */
function wordsOf(command: string): readonly string[] {
  const line = MREG.exec(command)?.[1] ?? '';
  return [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map((match) => match[1] ?? match[2] ?? '');
}

describe.each(COMMANDS.map((command) => [command.path, command] as const))('mreg %s', (path, command) => {
  it('has two to six examples that the program understands', () => {
    expect(command.examples.length).toBeGreaterThanOrEqual(2);
    expect(command.examples.length).toBeLessThanOrEqual(6);
    for (const example of command.examples) {
      expect(parseCommandLine(wordsOf(example.command), 'zh')).toMatchObject({ kind: 'run', command: { path } });
    }
  });

  it('can be loaded', async () => {
    expect(await command.load()).toBeTypeOf('function');
  });

  it('says in both languages what it changes, and in which cases it fails', () => {
    for (const lang of ['zh', 'en'] as const) expect(helpText(path, lang)).toContain(command.effect[lang].slice(0, 12));
    expect(command.exitCodes.length).toBeGreaterThan(0);
    expect(command.exitCodes).toEqual([...new Set(command.exitCodes)].toSorted((left, right) => left - right));
  });

  it('belongs to a group, and to a family when it has two words', () => {
    expect(GROUPS).toContain(command.group);
    if (path.includes(' ')) expect(familyAt(familyPathOf(path))).toBeDefined();
  });
});

describe('help', () => {
  it.each(['zh', 'en'] as const)('fits a terminal of 100 columns (%s)', (lang) => {
    const lines = ['', ...FAMILIES.map(({ path }) => path), ...COMMANDS.map(({ path }) => path)].flatMap(
      (path) => helpText(path, lang)?.split('\n') ?? [],
    );
    expect(lines.filter((line) => displayWidth(line) > 100)).toEqual([]);
  });
});
