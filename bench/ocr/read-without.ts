import type { PageImage } from '../../src/ocr/pages/scan.js';
import { ALL_STEPS, preparePage, type Steps } from '../../src/ocr/preparing/prepare-page.js';
import { loadCalibration } from '../../src/ocr/reading/calibration.js';
import { readFields } from '../../src/ocr/reading/page-fields.js';
import { draftPage, type ReadingTools } from '../../src/ocr/reading/page-reader.js';
import type { ReadPage } from './score.js';

export const STEPS = Object.keys(ALL_STEPS) as readonly (keyof Steps)[];

export function isStep(text: string): text is keyof Steps {
  return Object.hasOwn(ALL_STEPS, text);
}

const UNRECOGNISED = { outcome: 'unrecognised', template: '', fields: [] };

/** Reads pages with one step of preparing left out. */
export function openPartialReading(tools: ReadingTools, without: keyof Steps): (page: PageImage) => Promise<Omit<ReadPage, 'name'>> {
  const calibration = loadCalibration();
  const steps: Steps = { ...ALL_STEPS, [without]: false };
  return async (page) => {
    const found = await draftPage(page, await preparePage(page.image, page.dpi, steps), tools);
    if (found === undefined) return UNRECOGNISED;
    return { outcome: 'read', template: found.form.template.id, fields: readFields(found, tools, calibration) };
  };
}
