import { readSecretFile } from '../access/secret-file.js';
import { MregError } from '../domain/error.js';
import { workAreaOf } from '../domain/account.js';
import { createReference } from '../domain/reference-index.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { askedPerson } from '../query/asked-person.js';
import type { LookUpContext } from '../query/look-up.js';
import { personDigest } from '../query/person-digest.js';
import { queryArea, WHOLE_PROVINCE, type AskedPerson, type QueryArea } from '../query/scope.js';
import { homeTables, keysPathOf, type Home } from './home.js';
import { readTextInput } from './key-input.js';
import { switchOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** What every look-up needs of the home and of the person who makes it. @throws MregError `usage` for a purpose of no words */
export function lookUpContext(home: Home, options: Invocation['options'], services: Services): LookUpContext {
  const purpose = textOption(options, 'purpose')?.trim() ?? '';
  if (purpose === '') throw new MregError('usage', 'query.no-purpose');
  return {
    registry: home.registry,
    area: areaOf(home),
    digest: personDigest(keysPathOf(home.path), services.random),
    reason: {
      at: shanghaiTime(services.clock.now()),
      actor: home.actor,
      purpose,
      onBehalfOf: textOption(options, 'onBehalfOf'),
    },
    unmasked: switchOption(options, 'unmasked'),
  };
}

function areaOf(home: Home): QueryArea {
  const prefix = workAreaOf(home.principal);
  return prefix === '' ? WHOLE_PROVINCE : queryArea(prefix, createReference(homeTables(home)));
}

/**
 * The person asked for. The number never stands on the command line, where every user of the machine can read it: it comes from a
 * file of its owner's alone, from standard input, or from a prompt that does not show it.
 * @throws MregError `usage` when it stands there all the same, or comes from nowhere
 */
export async function personFrom(options: Invocation['options'], services: Services): Promise<AskedPerson> {
  return askedPerson(await numberFrom(options, services), textOption(options, 'name'));
}

async function numberFrom(options: Invocation['options'], services: Services): Promise<string> {
  const path = textOption(options, 'idNumberFile');
  const typed = textOption(options, 'idNumber');
  if (typed !== undefined && typed !== '-') throw new MregError('usage', 'query.number-on-command-line');
  if (typed === '-') return readTextInput('-');
  if (path === undefined) return services.askSecret('query.ask-number', '--id-number-file');
  const number = readSecretFile(path, services.environment.platform);
  if (number === undefined) throw new MregError('usage', 'query.number-file-missing', { path });
  return number;
}
