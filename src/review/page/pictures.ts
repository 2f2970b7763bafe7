import type { TaskKind, TaskName } from '../protocol.js';
import type { Talk } from './talk.js';

/** Kinds of tasks that always have a picture; of others it is asked for when they are shown. */
const WITH_PICTURES: ReadonlySet<string> = new Set<TaskKind>(['scan', 'check']);

/** Pictures of the task on the screen and of the next one, fetched ahead so that nobody waits for them; no others stay in memory. */
export class Pictures {
  private readonly talk: Talk;
  private readonly addresses = new Map<TaskName, Promise<string>>();

  constructor(talk: Talk) {
    this.talk = talk;
  }

  /** @throws Refused */
  address(name: TaskName): Promise<string> {
    const known = this.addresses.get(name);
    if (known !== undefined) return known;
    const asked = this.talk.picture(name).then((picture) => URL.createObjectURL(picture));
    this.addresses.set(name, asked);
    // Asked for again the next time: it may have been a moment's trouble.
    asked.catch(() => this.addresses.delete(name));
    return asked;
  }

  /** Fetches the pictures of these tasks where they have one for sure, and lets go of all others. */
  keep(...names: readonly (TaskName | undefined)[]): void {
    const wanted = names.filter((name) => name !== undefined);
    for (const [name, address] of this.addresses) {
      if (wanted.includes(name)) continue;
      this.addresses.delete(name);
      address.then((url) => URL.revokeObjectURL(url)).catch(() => undefined);
    }
    for (const name of wanted.filter((each) => WITH_PICTURES.has(each.split('-')[0] ?? ''))) this.address(name).catch(() => undefined);
  }
}
