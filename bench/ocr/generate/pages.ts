import { packagedForms } from './forms.js';
import { makePage, type GeneratedPage } from './page.js';
import type { ProfileName } from './profiles.js';

export interface PageOrder {
  readonly profile: ProfileName;
  readonly count: number;
  /** Of the first page; the others follow on. Which seeds belong to whom is said in `seeds.ts`. */
  readonly seed: number;
}

/** Pages one at a time, the forms in turn. */
export async function* pages({ profile, count, seed }: PageOrder): AsyncGenerator<GeneratedPage> {
  const forms = packagedForms();
  for (let index = 0; index < count; index += 1) {
    const form = forms[index % forms.length];
    if (form === undefined) throw new RangeError('no forms');
    yield await makePage(form, profile, seed + index);
  }
}
