import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pdfOf } from './request-desk.js';
import { initWords, passwordFile } from './password.js';
import { run, runJson, type RunOptions, type RunResult } from './run.js';

export interface Answer<T> {
  readonly code: number | null;
  readonly document: T;
}

/** A home with real accounts, opened as the province opens them, and everybody's session in a file of his own. */
export class StaffedHome {
  readonly home: string;
  private readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.home = join(folder, 'home');
  }

  /** The first administrator of the province, `province`, and the approver he appoints. `folder` must exist. */
  static async make(folder: string): Promise<StaffedHome> {
    const staffed = new StaffedHome(folder);
    await staffed.mustRun('province', ...initWords('省级甲'), '--account', 'province');
    const initial = staffed.at('approver.initial');
    await staffed.mustRun(
      'province',
      'user',
      'appoint',
      '--username',
      'approver',
      '--name',
      '审批甲',
      '--as',
      'approver',
      '--initial-password',
      initial,
    );
    await staffed.firstLogin('approver', initial);
    return staffed;
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array, mode = 0o600): string {
    writeFileSync(this.at(name), content, { mode });
    return this.at(name);
  }

  /** A stamped scan. @returns its path */
  scan(name = '盖章.pdf'): string {
    return this.write(name, pdfOf(name));
  }

  options(username: string, options: RunOptions = {}): RunOptions {
    return { ...options, env: { MREG_HOME: this.home, MREG_SESSION: this.at(`${username}.session`), ...options.env } };
  }

  /** Runs a command as somebody who is logged in. */
  run(username: string, ...args: readonly string[]): Promise<RunResult> {
    return run(args, this.options(username));
  }

  async json<T>(username: string, ...args: readonly string[]): Promise<Answer<T>> {
    const { code, document } = await runJson(args, this.options(username));
    return { code, document: document as T };
  }

  /** @throws Error with what it said when the command fails */
  async mustRun(username: string, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(username, ...args);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** Opens an account by a request of the first administrator that the approver approves, and logs it in. */
  async open(username: string, name: string, ...form: readonly string[]): Promise<void> {
    const submit = ['request', 'submit', 'user-open', this.scan(), '--name', name, '--reason', '开户', ...form];
    const { document } = await this.json<{ request: string }>('province', ...submit);
    const initial = this.at(`${username}.initial`);
    await this.mustRun('approver', 'request', 'approve', document.request, '--username', username, '--initial-password', initial);
    await this.firstLogin(username, initial);
  }

  /** The first password is good for one thing: choosing another. */
  private async firstLogin(username: string, initial: string): Promise<void> {
    await this.mustRun(username, 'login', username, '--password-file', initial);
    await this.mustRun(username, 'passwd', '--password-file', initial, '--new-password-file', passwordFile());
  }

  /** The first password handed out to somebody, for looking where it must not be. */
  initialPassword(username: string): string {
    return readFileSync(this.at(`${username}.initial`), 'utf8').trim();
  }
}
