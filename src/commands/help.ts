import { MregError } from '../domain/error.js';
import { exitCodesHelp, exitCodeText, EXIT_CODE_LIST, helpText } from './help-text.js';
import type { Invocation } from './services.js';

/** `mreg help [COMMAND…|exit-codes]` */
export async function runHelp({ args, services }: Invocation): Promise<void> {
  const { lang, reporter } = services;
  const topic = args.join(' ');
  if (topic === 'exit-codes') {
    reporter.result({ exit_codes: EXIT_CODE_LIST.map((code) => ({ code, meaning: exitCodeText(code, lang) })) }, () => [
      exitCodesHelp(lang),
    ]);
    return;
  }
  const text = helpText(topic, lang);
  if (text === undefined) throw new MregError('usage', 'cli.unknown-topic', { topic });
  reporter.result({ command: topic, help: text }, () => [text]);
}
