import { MregError } from '../domain/error.js';
import { reachOf, type Permission } from '../domain/permission.js';
import { createReference } from '../domain/reference-index.js';
import { findingArea } from '../findings/area.js';
import type { Decider, FindingContext } from '../findings/context.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { homeTables, type Home } from './home.js';
import { readTextInput } from './key-input.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** The registry, and what of it a person may see with a permission. */
export function findingContext(home: Home, permission: Permission): FindingContext {
  const area = findingArea(reachOf(home.principal, permission), () => createReference(homeTables(home)));
  return { registry: home.registry, area };
}

export function commandDecider({ actor }: Home, { clock }: Services): Decider {
  return { at: shanghaiTime(clock.now()), actor, way: 'command' };
}

/** @throws MregError `usage` for anything but a positive whole number */
export function findingId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new MregError('usage', 'finding.bad-id', { text });
  return Number(text);
}

/** The findings named behind the command and in `--from-file`, where each line or word is one. */
export function findingIds({ args, options }: Invocation): readonly number[] {
  const path = textOption(options, 'fromFile');
  const words = path === undefined ? [] : readTextInput(path).split(/\s+/u);
  return [...args, ...words.filter((word) => word !== '')].map(findingId);
}
