import { resolve, sep } from 'node:path';
import { writeWitnesses } from '../config/edit-config.js';
import { MregError } from '../domain/error.js';
import { translate } from '../i18n/translate.js';
import { appendEntry } from '../ledger/append.js';
import { verifyAndSign } from '../ledger/sign.js';
import { encodeVerifierKey } from '../ledger/signed-note.js';
import { copyToWitness, isFolder, readWitness, type WitnessReading } from '../ledger/witness.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { countText } from '../ui/table.js';
import { ledgerSigner, withHome, type Home } from './home.js';
import { signHomeLedger, witnessPaths } from './ledger-sign.js';
import { verifyOptions } from './ledger-trust.js';
import { witnessDocument, witnessLine } from './ledger-witness-speech.js';
import type { Invocation, Services } from './services.js';

/** `mreg ledger witness list` */
export async function runWitnessList({ services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, (home) => {
    const readings = readWitnesses(home);
    services.reporter.result({ witnesses: readings.map(witnessDocument) }, () =>
      readings.length === 0 ? [translate(services.lang, 'ledger.witness.none')] : readings.map((reading) => witnessLine(reading, services)),
    );
  });
}

/** `mreg ledger witness add PATH` */
export async function runWitnessAdd({ args, services }: Invocation): Promise<void> {
  const path = resolve(args[0] ?? '');
  await withHome(services, { readonly: false }, (home) => {
    refuseUnfit(home, path);
    pinFirst(home, path);
    changeWitnesses(home, services, 'ledger.witness.add', path, [...home.config.ledger.witnesses, path]);
    const signed = signHomeLedger(withWitness(home, path), services.reporter);
    services.reporter.result({ witness: path, tree_size: signed?.treeSize ?? null }, () => [
      translate(services.lang, 'ledger.witness.added', { path, size: countText(signed?.treeSize ?? 0) }),
    ]);
  });
}

/** `mreg ledger witness remove PATH` */
export async function runWitnessRemove({ args, services }: Invocation): Promise<void> {
  const path = resolve(args[0] ?? '');
  await withHome(services, { readonly: false }, async (home) => {
    const kept = home.config.ledger.witnesses.filter((witness) => resolve(home.path, witness) !== path);
    if (kept.length === home.config.ledger.witnesses.length) throw new MregError('usage', 'ledger.witness.unknown', { path });
    if (!(await services.confirm('ledger.witness.confirm-remove', { path }))) return;
    changeWitnesses(home, services, 'ledger.witness.remove', path, kept);
    services.reporter.result({ witness: path }, () => [translate(services.lang, 'ledger.witness.removed', { path })]);
  });
}

export function readWitnesses(home: Home): readonly WitnessReading[] {
  return witnessPaths(home).map((path) => readWitness(path, home.config.ledger.origin));
}

function refuseUnfit(home: Home, path: string): void {
  if (!isFolder(path)) throw new MregError('usage', 'ledger.witness.no-folder', { path });
  if (`${path}${sep}`.startsWith(`${home.path}${sep}`)) throw new MregError('usage', 'ledger.witness.inside', { path });
  if (witnessPaths(home).includes(path)) throw new MregError('usage', 'ledger.witness.already', { path });
}

/** A broken ledger must not get a witness for what is wrong with it; nor may a folder be taken that knows another ledger of this name. */
function pinFirst(home: Home, path: string): void {
  const signer = ledgerSigner(home);
  const signed = verifyAndSign(home.registry.database, signer, {
    ...verifyOptions(home),
    witnesses: readWitnesses(withWitness(home, path)),
  });
  const checkpoint = { ...signed, verifierKey: encodeVerifierKey(signer.name, signer.publicKey) };
  const copy = copyToWitness(path, home.config.ledger.origin, checkpoint, true);
  if (copy === 'unreachable') throw new MregError('configuration', 'ledger.witness.not-writable', { path });
  if (copy === 'refused') throw new MregError('integrity', 'ledger.witness.refused', { path });
}

function withWitness(home: Home, path: string): Home {
  const { ledger } = home.config;
  return { ...home, config: { ...home.config, ledger: { ...ledger, witnesses: [...ledger.witnesses, path] } } };
}

/** The ledger tells of it and the settings say it, or neither: the settings are the last step of the transaction. */
function changeWitnesses(home: Home, services: Services, kind: string, path: string, witnesses: readonly string[]): void {
  const { database } = home.registry;
  const change = database.transaction(() => {
    appendEntry(database, { at: shanghaiTime(services.clock.now()), actor: home.actor, kind, body: { path } });
    writeWitnesses(home.path, witnesses);
  });
  change.immediate();
}
