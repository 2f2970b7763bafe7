import { existsSync } from 'node:fs';
import { MregError } from '../domain/error.js';
import { translate } from '../i18n/translate.js';
import { checkFile } from '../query/check-file.js';
import { CHECK_OUTCOMES } from '../query/check-output.js';
import { countText } from '../ui/table.js';
import { withHome } from './home.js';
import { textOption } from './options.js';
import { lookUpContext } from './query-context.js';
import type { Invocation } from './services.js';

/** `mreg query check FILE --purpose TEXT --out RESULT.xlsx|csv` */
export async function runQueryCheck({ args, options, services }: Invocation): Promise<void> {
  const { lang, reporter, signal } = services;
  const outputPath = textOption(options, 'out') ?? '';
  await withHome(services, { readonly: false }, async (home) => {
    if (existsSync(outputPath)) throw new MregError('usage', 'query.file-exists', { path: outputPath });
    const context = lookUpContext(home, options, services);
    const bar = reporter.progress('query.check.progress');
    const summary = await checkFile(context, {
      inputPath: args[0] ?? '',
      outputPath,
      lang,
      signal,
      onRows: (rows) => bar.update({ rows }),
    }).finally(() => bar.stop());
    reporter.result(summary, () => [
      translate(lang, 'query.check.done', { rows: countText(summary.rows), path: outputPath }),
      ...CHECK_OUTCOMES.map((outcome) => `  ${translate(lang, `query.outcome.${outcome}`)}  ${countText(summary[outcome])}`),
      reporter.paint.dim(translate(lang, 'query.ledgered', { seq: summary.ledger_seq })),
    ]);
  });
}
