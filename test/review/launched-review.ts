import { onTestFinished } from 'vitest';
import { launch } from '../helpers/faults.js';

/** Runs the built program, with nothing of this process in it; killed when the test is over. */
export async function launchedReview(homePath: string, env: Readonly<Record<string, string>>, words: readonly string[] = []) {
  const { child, done } = launch(['review', ...words, '--json', '--home', homePath], { env });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const printed = await new Promise<string>((resolve) => child.stdout?.once('data', (piece: Buffer) => resolve(piece.toString('utf8'))));
  const { url } = JSON.parse(printed) as { url: string };
  const { origin, hash } = new URL(url);
  return { url, origin, token: hash.slice(1), child, done };
}
