import { lookUpCertificate, lookUpPerson } from '../query/look-up.js';
import { readStatus } from '../query/marital-status.js';
import { shownOfPerson, shownOwn } from '../query/shown-registration.js';
import { maskNumber } from '../domain/masking.js';
import { withHome } from './home.js';
import { textOption } from './options.js';
import { lookUpContext, personFrom } from './query-context.js';
import { certificateLines, personLines } from './query-speech.js';
import type { Invocation } from './services.js';

/** `mreg query person --purpose TEXT --name NAME --id-number-file FILE` */
export async function runQueryPerson({ options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, async (home) => {
    const person = await personFrom(options, services);
    const context = lookUpContext(home, options, services);
    const { registrations, ledgerSeq } = lookUpPerson(context, person, textOption(options, 'certNo'));
    const { status, openMarriages } = readStatus(registrations);
    const document = {
      name: person.name ?? null,
      document_number: maskNumber(person.number),
      registry_status: status,
      open_marriages: openMarriages,
      registrations: registrations.map((each) => ({
        ...shownOfPerson(each, context.unmasked),
        role: each.role,
        name_fits: each.nameFits,
      })),
      ledger_seq: ledgerSeq,
    };
    services.reporter.result(document, () => personLines(document, services));
  });
}

/** `mreg query certificate CERT_NO --purpose TEXT` */
export async function runQueryCertificate({ args, options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, (home) => {
    const context = lookUpContext(home, options, services);
    const bar = services.reporter.progress('query.index-progress');
    const { registrations, elsewhere, ledgerSeq } = lookUpCertificate(context, args[0] ?? '', (rows, last) =>
      bar.update({ rows, fraction: rows / last }),
    );
    bar.stop();
    const shown = registrations.map((registration) => shownOwn(registration, context.unmasked));
    const document = { registrations: shown, elsewhere, ledger_seq: ledgerSeq };
    services.reporter.result(document, () => certificateLines(document, services));
  });
}
