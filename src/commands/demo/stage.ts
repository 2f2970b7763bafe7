import { spawn } from 'node:child_process';
import { translate, type MessageKey, type PlaceValues } from '../../i18n/translate.js';
import type { Services } from '../services.js';

/** One command of the tour as it really ran. */
export interface Scene {
  readonly command: string;
  readonly exit_code: number;
}

interface Output {
  readonly code: number;
  readonly stdout: string;
}

/** Where the tour is played: it prints each command as a user would type it, runs the real program, and prints what that says. */
export class Stage {
  readonly scenes: Scene[] = [];
  private readonly services: Services;
  private readonly homePath: string;

  constructor(services: Services, homePath: string) {
    this.services = services;
    this.homePath = homePath;
  }

  /** A heading and what is going to happen. */
  say(key: MessageKey, values: PlaceValues = {}): void {
    const { lang, reporter } = this.services;
    const [title = '', ...rest] = translate(lang, key, values).split('\n');
    reporter.tell('', reporter.paint.bold(`■ ${title}`), ...rest.map((line) => `  ${line}`));
  }

  /** Shows a line that is typed at the prompt. */
  type(command: string): void {
    const { reporter } = this.services;
    reporter.tell('', `${reporter.paint.green('$')} ${command}`);
  }

  /** Runs `mreg` and shows its output. @throws Error when it ends otherwise than the tour expects: then something is broken. */
  async mreg(args: readonly string[], expectedCode = 0): Promise<void> {
    const command = ['mreg', ...args.map(asTyped)].join(' ');
    this.type(command);
    const { code } = await this.run(args, (text) => this.services.reporter.tell(...text.trimEnd().split('\n')));
    this.scenes.push({ command, exit_code: code });
    if (code !== expectedCode) throw new Error(`the tour expects exit code ${expectedCode} of "${command}", not ${code}`);
  }

  /** Runs `mreg … --json` without a word and reads its document. */
  async ask(args: readonly string[]): Promise<unknown> {
    const { stdout } = await this.run([...args, '--json'], () => {});
    return JSON.parse(stdout);
  }

  private run(args: readonly string[], show: (text: string) => void): Promise<Output> {
    const { environment, lang, signal } = this.services;
    const [runtime, script] = environment.program;
    const env = { ...environment.variables, ...NOBODY, MREG_HOME: this.homePath, MREG_LANG: lang };
    return new Promise((resolve, reject) => {
      const child = spawn(runtime, [script, ...args], { cwd: environment.packageRootPath, env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
      const stdout: Buffer[] = [];
      const all: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => (stdout.push(chunk), all.push(chunk)));
      child.stderr.on('data', (chunk: Buffer) => all.push(chunk));
      child.on('error', reject);
      child.on('close', (code) => {
        show(Buffer.concat(all).toString('utf8'));
        resolve({ code: code ?? -1, stdout: Buffer.concat(stdout).toString('utf8') });
      });
    });
  }
}

/** The spectator's own session and password are not for the stage. */
const NOBODY = { MREG_SESSION: undefined, MREG_USER: undefined, MREG_PASSWORD_FILE: undefined };

/** Quoted where a shell would need it. */
function asTyped(word: string): string {
  return /^[\w./:=%@,+\u3400-\u9FFF-]+$/u.test(word) ? word : `"${word}"`;
}
