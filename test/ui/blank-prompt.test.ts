import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { promptBlank, type BlankQuestion } from '../../src/ui/blank-prompt.js';
import { codeOfAsync } from '../helpers/failure.js';

const ENTER = '\r';
const DOWN = '\u001B[B';

function aQuestion(over: Partial<BlankQuestion> = {}): BlankQuestion {
  return { label: '名称', required: true, several: false, keysHelp: '回车选定', check: () => undefined, ...over };
}

/** A terminal at which somebody presses these keys, one answer after the other. */
async function answered(question: BlankQuestion, ...keys: readonly string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const shown: string[] = [];
  output.on('data', (piece: Buffer) => shown.push(piece.toString('utf8')));
  const answer = promptBlank(question, { input, output, signal: new AbortController().signal });
  for (const key of keys) {
    await new Promise((resolve) => setImmediate(resolve));
    input.write(key);
  }
  return { answer: await answer, shown: shown.join('') };
}

const check = (text: string) => (text === '' ? '不能为空' : undefined);

describe('a blank asked for on a terminal', () => {
  it('takes a line without the spaces around it', async () => {
    expect((await answered(aQuestion(), ' 测试登记处 ', ENTER)).answer).toBe('测试登记处');
  });

  it('says what is wrong and asks again', async () => {
    const question = aQuestion({ check: (text) => (text === 'x' ? '不能是 x' : undefined) });
    const { answer, shown } = await answered(question, 'x', ENTER, 'y', ENTER);
    expect([answer, shown]).toEqual(['xy', expect.stringContaining('不能是 x')]);
  });

  it('does not take nothing where something is required, and says so in its own words', async () => {
    for (const over of [{ check }, { check, choices: ['a'], several: true }]) {
      const { answer, shown } = await answered(aQuestion(over), ENTER, ...(over.choices === undefined ? ['z'] : [' ']), ENTER);
      expect([answer, shown]).toEqual([over.choices === undefined ? 'z' : 'a', expect.stringContaining('不能为空')]);
    }
  });

  it('may be left empty when nothing is required', async () => {
    expect((await answered(aQuestion({ required: false }), ENTER)).answer).toBe('');
  });

  it('takes one of a few, or none where none is required', async () => {
    expect((await answered(aQuestion({ choices: ['a', 'b'] }), DOWN, ENTER)).answer).toBe('b');
    expect((await answered(aQuestion({ choices: ['a', 'b'], required: false }), ENTER)).answer).toBe('');
  });

  it('takes several of a few', async () => {
    expect((await answered(aQuestion({ choices: ['csv', 'xlsx', 'jsonl'], several: true }), ' ', DOWN, ' ', ENTER)).answer).toBe(
      'csv,xlsx',
    );
  });

  it('ends as interrupted when the person leaves', async () => {
    expect(await codeOfAsync(() => answered(aQuestion(), '\u0003'))).toBe('common.interrupted');
  });
});
