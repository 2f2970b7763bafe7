import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createPaint } from '../../src/ui/paint.js';
import { createLineBar, progressFacts } from '../../src/ui/progress-bar.js';
import { createReporter, type ReporterSettings } from '../../src/ui/reporter.js';
import { createTerminalBar } from '../../src/ui/terminal-bar.js';

const SETTINGS: ReporterSettings = { lang: 'en', json: false, quiet: false, verbose: false, resultIsAnswer: true };

function written(stream: PassThrough): string {
  return String(stream.read() ?? '');
}

async function aReporter(over: Partial<ReporterSettings> = {}) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const paint = await createPaint(false);
  let nowMs = 0;
  const reporter = createReporter({ ...SETTINGS, ...over }, { stdout, stderr, paint, errorPaint: paint, nowMs: () => nowMs });
  return { reporter, stdout: () => written(stdout), stderr: () => written(stderr), wait: (ms: number) => (nowMs += ms) };
}

describe('a result', () => {
  it('is text lines on stdout', async () => {
    const { reporter, stdout } = await aReporter();
    reporter.result({ rows: 2 }, () => ['two rows', 'done']);
    expect(stdout()).toBe('two rows\ndone\n');
  });

  it('is one document with --json, and its lines are not even made', async () => {
    const { reporter, stdout } = await aReporter({ json: true });
    reporter.result({ rows: 2 }, () => {
      throw new Error('not called');
    });
    expect(JSON.parse(stdout())).toEqual({ rows: 2 });
  });

  it.each([
    ['still answers a question', true, 'row 1\n'],
    ['keeps silent about a change', false, ''],
  ])('with --quiet %s', async (_name, resultIsAnswer, expected) => {
    const { reporter, stdout } = await aReporter({ quiet: true, resultIsAnswer });
    reporter.result({ rows: 1 }, () => ['row 1']);
    expect(stdout()).toBe(expected);
  });
});

describe('notes and warnings', () => {
  it('go to stderr', async () => {
    const { reporter, stdout, stderr } = await aReporter();
    reporter.note('common.yes');
    reporter.warn('common.no');
    expect([stdout(), stderr()]).toEqual(['', 'yes\nWarning: no\n']);
  });

  it('are silent with --quiet', async () => {
    const { reporter, stderr } = await aReporter({ quiet: true });
    reporter.note('common.yes');
    reporter.warn('common.no');
    expect(stderr()).toBe('');
  });
});

describe('progress without a terminal', () => {
  it('is silent', async () => {
    const { reporter, stderr, wait } = await aReporter();
    const bar = reporter.progress('common.yes');
    wait(60_000);
    bar.update({ rows: 1 });
    bar.stop();
    expect(stderr()).toBe('');
  });

  it('is a line every five seconds with --verbose', async () => {
    const { reporter, stderr, wait } = await aReporter({ verbose: true });
    const bar = reporter.progress('common.yes');
    for (let second = 1; second <= 12; second += 1) {
      wait(1_000);
      bar.update({ rows: second * 10, fraction: second / 20, accepted: second * 9, quarantined: second });
    }
    bar.stop();
    expect(stderr()).toBe(
      'yes 25% · 00:15 left · 50 rows · 10 rows/s · 45 accepted · 5 quarantined\n' +
        'yes 50% · 00:10 left · 100 rows · 10 rows/s · 90 accepted · 10 quarantined\n',
    );
  });

  it('says nothing of what it does not know', () => {
    expect(progressFacts({ rows: 5 }, 0, 'en')).toBe('5 rows');
    expect(progressFacts({ rows: 5_400, fraction: 0.5 }, 5_400_000, 'zh')).toBe('50% · 还需 01:30:00 · 5,400 行 · 1 行/秒');
  });
});

describe('progress on a terminal', () => {
  it('draws a bar with the facts and takes it away at the end', () => {
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 120, cursorTo() {}, clearLine() {}, moveCursor() {} });
    const bar = createTerminalBar({ stage: 'common.yes', lang: 'en', stream, nowMs: () => 0 });
    bar.update({ rows: 1_200, fraction: 0.5, accepted: 1_180, quarantined: 20 });
    bar.stop();
    bar.stop();
    expect(written(stream)).toContain('yes');
  });

  it('needs no clock of its own', () => {
    const stream = new PassThrough();
    const bar = createLineBar({ stage: 'common.yes', lang: 'zh', stream, nowMs: () => 0 });
    bar.update({ rows: 1 });
    expect(written(stream)).toBe('');
  });
});
