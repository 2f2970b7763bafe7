import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CONFIG_FILE, type Config } from '../config/config.js';
import { packagedDirectory } from '../config/packaged-directory.js';
import { readConfig } from '../config/read-config.js';
import { loadTemplates, type TemplateSet } from '../ocr/templates/load-templates.js';
import { textOption } from './options.js';
import type { Invocation } from './services.js';

export const PACKAGED_TEMPLATES: string = join(packagedDirectory(), 'ocr-templates');

/** The templates of a home: those that come with mreg and those of its own folder. */
export function homeTemplates({ path, config }: { readonly path: string; readonly config: Config }): TemplateSet {
  const { templatesPath } = config.ocr;
  return loadTemplates([PACKAGED_TEMPLATES, ...(templatesPath === undefined ? [] : [resolve(path, templatesPath)])]);
}

/** For commands that need no home: the folder of `--templates`, else that of the home's settings where there is a home. */
export function chosenTemplates({ options, services }: Invocation): TemplateSet {
  const own = textOption(options, 'templates');
  if (own !== undefined) return loadTemplates([PACKAGED_TEMPLATES, own]);
  const path = resolve(services.homePath);
  if (existsSync(join(path, CONFIG_FILE))) return homeTemplates({ path, config: readConfig(path) });
  return loadTemplates([PACKAGED_TEMPLATES]);
}
