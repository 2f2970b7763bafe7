import { resolve } from 'node:path';
import { MregError } from '../domain/error.js';
import { translate } from '../i18n/translate.js';
import type { Checkup, CheckStatus } from './doctor/checkup.js';
import { homeChecks } from './doctor/home-checks.js';
import { ocrChecks } from './doctor/ocr-checks.js';
import { runtimeChecks } from './doctor/runtime-checks.js';
import type { Invocation, Services } from './services.js';

/** `mreg doctor` */
export async function runDoctor({ services }: Invocation): Promise<void> {
  const { environment, clock, lang, reporter } = services;
  const home = resolve(services.homePath);
  const checkups = [...runtimeChecks(environment, clock, lang), ...(await ocrChecks(home, lang)), ...homeChecks(home)];
  const failed = checkups.filter(({ status }) => status === 'failed').length;
  const document = {
    ok: failed === 0,
    checks: checkups.map(({ id, status, key, values }) => ({ id, status, finding: translate(lang, key, values) })),
  };
  reporter.result(document, () => checkups.map((checkup) => checkupLine(checkup, services)));
  if (failed > 0) throw new MregError('configuration', 'doctor.failed', { count: failed });
}

function checkupLine({ status, key, values }: Checkup, { lang, reporter }: Services): string {
  const { paint } = reporter;
  const marks: Readonly<Record<CheckStatus, string>> = { ok: paint.green('✓'), warning: paint.yellow('!'), failed: paint.red('✗') };
  return `${marks[status]} ${translate(lang, key, values)}`;
}
