import { existsSync } from 'node:fs';
import { MregError } from '../domain/error.js';
import { translate } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { CERTIFICATE_USES } from '../query/certificate-document.js';
import { issueCertificate } from '../query/issue-certificate.js';
import { homeTables, withHome, type Home } from './home.js';
import { textOption } from './options.js';
import { lookUpContext, personFrom } from './query-context.js';
import type { Invocation } from './services.js';

/** `mreg query certificate-of-record --name NAME --id-number-file FILE --use USE --purpose TEXT --out FILE.docx` */
export async function runQueryCertificateOfRecord({ options, services }: Invocation): Promise<void> {
  const path = textOption(options, 'out') ?? '';
  const use = CERTIFICATE_USES.find((each) => each === textOption(options, 'use'));
  await withHome(services, { readonly: false }, async (home) => {
    const { number, name } = await personFrom(options, services);
    if (!path.endsWith('.docx')) throw new MregError('usage', 'query.record.format', { path });
    if (existsSync(path)) throw new MregError('usage', 'query.file-exists', { path });
    if (name === undefined || use === undefined) throw new MregError('usage', 'query.record.needs-name');
    const issued = await issueCertificate(lookUpContext(home, options, services), {
      person: { number, name },
      use,
      path,
      region: home.principal.region,
      areaName: areaName(home),
      searchedBy: home.principal.name,
      day: shanghaiTime(services.clock.now()).slice(0, 10),
    });
    services.reporter.result(issued, () => [
      translate(services.lang, `query.record.done.${issued.kind}`, { serial: issued.serial, path, count: issued.registrations }),
      services.reporter.paint.dim(translate(services.lang, 'query.ledgered', { seq: issued.ledger_seq })),
    ]);
  });
}

/** `广东省广州市越秀区`: the names the codes have today, from the province down. */
function areaName(home: Home): string {
  const { region } = home.principal;
  const { regions } = homeTables(home);
  const codes = new Set([`${region.slice(0, 2)}0000`, `${region.slice(0, 4)}00`, region]);
  return [...codes].map((code) => regions.findLast((row) => row.code === code)?.name ?? '').join('');
}
