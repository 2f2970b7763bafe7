import type { Straightening } from '../../domain/scan.js';
import type { Picture } from '../task-source.js';

/** Which page, and how it is straightened. */
export interface PageRef {
  readonly sha256: string;
  readonly page: number;
  readonly straightening: Straightening;
}

/** Makes the picture of a page. @throws MregError when the scan is gone, was changed or cannot be read */
export type DrawPage = (page: PageRef) => Promise<Uint8Array>;

/** Pages in memory: the one on the screen, the next one, and those just gone through. Each is about a megabyte. */
const MOST_KEPT = 6;

/** Straightened pages as pictures for the browser, each made once as long as it is near. */
export class PagePictures {
  private readonly draw: DrawPage;
  private readonly made = new Map<string, Promise<Uint8Array>>();

  constructor(draw: DrawPage) {
    this.draw = draw;
  }

  async of({ sha256, page, straightening }: PageRef): Promise<Picture> {
    const key = `${sha256} ${page} ${JSON.stringify(straightening)}`;
    const picture = this.made.get(key) ?? this.draw({ sha256, page, straightening });
    this.made.delete(key);
    this.made.set(key, picture);
    // Tried again the next time it is asked for.
    picture.catch(() => this.made.delete(key));
    for (const oldest of [...this.made.keys()].slice(0, -MOST_KEPT)) this.made.delete(oldest);
    return { type: 'image/jpeg', bytes: await picture };
  }
}
