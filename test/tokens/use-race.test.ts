import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { verifyLedger } from '../../src/ledger/verify.js';
import { TokenRepository } from '../../src/store/token-repository.js';
import { aKey, anAttempt, aRegistry, entriesOf, issue, someClaims } from './approval-fixture.js';

const PROCESSES = 20;
/** They all want the same two processors. */
const LONGEST_MS = 180_000;

/** Checks the token, says so, and takes a use when it is told to go: all of them have checked it before one takes it. */
const CONTENDER = `
import { once } from 'node:events';
import { openRegistry } from ${JSON.stringify(new URL('../../dist/store/open.js', import.meta.url).href)};
import { checkToken, takeUse } from ${JSON.stringify(new URL('../../dist/tokens/use.js', import.meta.url).href)};
const [path, attempt] = process.argv.slice(1);
const given = JSON.parse(attempt);
const registry = openRegistry(path, { busyTimeoutMs: 60_000 });
const good = await checkToken(registry.database, { ...given, now: new Date(given.now) });
process.stdout.write('ready ');
await once(process.stdin, 'data');
try {
  takeUse(registry.database, good);
  process.stdout.write('taken');
} catch (refusal) {
  process.stdout.write(refusal.key ?? String(refusal));
}
registry.close();
process.stdin.destroy();
`;

interface Contender {
  readonly ready: Promise<unknown>;
  readonly outcome: Promise<string>;
  readonly go: () => void;
}

function contender(path: string, attempt: object): Contender {
  const child = spawn(process.execPath, ['--input-type=module', '-e', CONTENDER, path, JSON.stringify(attempt)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => said.push(piece));
  return {
    ready: once(child.stdout, 'data'),
    outcome: once(child, 'close').then(() => said.join('').replace('ready ', '')),
    go: () => child.stdin.write('go\n'),
  };
}

it.each([
  ['once', 1],
  ['three times', 3],
])(
  'of twenty processes at the same instant as many win as a token that is good %s has uses',
  async (_name, uses) => {
    const { database, path } = aRegistry();
    const token = await issue(database, aKey(database), someClaims({ uses }));
    const contenders = Array.from({ length: PROCESSES }, () => contender(path, anAttempt(token)));
    await Promise.all(contenders.map(({ ready }) => ready));
    for (const { go } of contenders) go();
    const outcomes = await Promise.all(contenders.map(({ outcome }) => outcome));
    const refused = Array.from({ length: PROCESSES - uses }, () => 'token.refused.used-up');
    expect(outcomes.toSorted()).toEqual([...Array.from({ length: uses }, () => 'taken'), ...refused].toSorted());
    const kinds = entriesOf(database).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'token.use')).toHaveLength(uses);
    expect(kinds.filter((kind) => kind === 'token.refuse')).toHaveLength(PROCESSES - uses);
    expect(new TokenRepository(database).find(someClaims().jti)?.uses_left).toBe(0);
    expect(verifyLedger(database).sound).toBe(true);
  },
  LONGEST_MS,
);
