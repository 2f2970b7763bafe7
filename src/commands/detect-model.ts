import { estimateNewModel } from '../detect/duplicates/find-duplicates.js';
import { allModels, modelInUse, modelOfVersion, type KeptModel } from '../detect/duplicates/model-store.js';
import { MregError } from '../domain/error.js';
import { againWeight, levelWeight, type LinkageLevel } from '../domain/linkage-model.js';
import { translate } from '../i18n/translate.js';
import { bitsText, linkageWord } from '../report/linkage-words.js';
import { countText, tableLines } from '../ui/table.js';
import { withSearch } from './detect-records.js';
import { withHome } from './home.js';
import { countOption, probabilityOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `mreg detect model show [--model N]` */
export async function runDetectModelShow({ options, services }: Invocation): Promise<void> {
  const version = countOption(options, 'model');
  await withHome(services, { readonly: true }, ({ registry }) => {
    const kept = version === undefined ? modelInUse(registry.database) : modelOfVersion(registry.database, version);
    if (kept === undefined)
      throw new MregError('usage', version === undefined ? 'linkage.no-model' : 'linkage.unknown-model', { version: version ?? 0 });
    services.reporter.result(documentOf(kept), () => modelLines(kept, services));
  });
}

/** `mreg detect model list` */
export async function runDetectModelList({ services }: Invocation): Promise<void> {
  const { lang, reporter } = services;
  await withHome(services, { readonly: true }, ({ registry }) => {
    const models = allModels(registry.database);
    const document = {
      models: models.map((kept) => ({ version: kept.model.version, threshold: kept.model.threshold, ...originOf(kept) })),
    };
    reporter.result(document, () => (models.length === 0 ? [translate(lang, 'linkage.no-models')] : listLines(models, services)));
  });
}

/** `mreg detect model estimate [--threshold P]` */
export async function runDetectModelEstimate({ options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, async (home) => {
    const threshold = probabilityOption(options, 'threshold');
    const kept = await withSearch(home, services, false, (context) => estimateNewModel(context, threshold));
    services.reporter.result(documentOf(kept), () => [
      translate(services.lang, 'linkage.model-estimated', { version: kept.model.version }),
      ...modelLines(kept, services),
    ]);
  });
}

function originOf({ basis, createdAt, createdBy }: KeptModel) {
  return {
    created_at: createdAt,
    created_by: createdBy,
    basis: {
      records: basis.records,
      compared_pairs: basis.comparedPairs,
      expected_duplicates: Math.round(basis.expectedDuplicates),
      confirmed: basis.confirmed,
      dismissed: basis.dismissed,
    },
  };
}

function documentOf(kept: KeptModel) {
  const { version, threshold, prior, related, comparisons, names } = kept.model;
  return {
    version,
    ...originOf(kept),
    threshold,
    prior,
    prior_couple: related.couple,
    prior_person: related.person,
    comparisons: comparisons.map(({ key, subject, levels }) => ({ comparison: key, subject, levels: levels.map(levelDocument) })),
    rare_characters: { surnames: names.surname.shares, given_man: names.givenMan.shares, given_woman: names.givenWoman.shares },
  };
}

function levelDocument(level: LinkageLevel) {
  const { key, m, u, again } = level;
  return { level: key, m, u, weight: levelWeight(level), ...(again === undefined ? {} : { again, again_weight: againWeight(level) }) };
}

function modelLines({ model, basis, createdAt, createdBy }: KeptModel, services: Services): readonly string[] {
  const { lang } = services;
  const head = translate(lang, 'linkage.model.head', {
    version: model.version,
    at: createdAt.slice(0, 16).replace('T', ' '),
    by: createdBy,
    records: countText(basis.records),
    expected: countText(Math.round(basis.expectedDuplicates)),
    decided: countText(basis.confirmed + basis.dismissed),
  });
  const prior = translate(lang, 'linkage.model.prior', { prior: model.prior.toExponential(1), threshold: model.threshold });
  return [head, prior, '', ...levelLines(model, services)];
}

function levelLines({ comparisons }: KeptModel['model'], { lang }: Services): readonly string[] {
  const columns = (['comparison', 'level', 'm', 'u', 'weight'] as const).map((column) => ({
    title: translate(lang, `linkage.column.${column}`),
    ...(column === 'comparison' || column === 'level' ? {} : { align: 'right' as const }),
  }));
  const rows = comparisons.flatMap(({ key, levels }) =>
    levels
      .filter(({ m, u }) => m !== 1 || u !== 1)
      .map((level, index) => [
        index === 0 ? linkageWord(lang, 'comparison', key) : '',
        linkageWord(lang, 'level', level.key),
        shareText(level.m),
        shareText(level.u),
        bitsText(levelWeight(level)),
      ]),
  );
  return tableLines(columns, rows);
}

const SHARE_DIGITS = 2;
const LEAST_PLAIN_SHARE = 0.0001;

function shareText(share: number): string {
  return share >= LEAST_PLAIN_SHARE ? String(Number(share.toPrecision(SHARE_DIGITS))) : share.toExponential(1);
}

function listLines(models: readonly KeptModel[], { lang }: Services): readonly string[] {
  const columns = (['version', 'created', 'records', 'expected', 'decided', 'by'] as const).map((column) => ({
    title: translate(lang, `linkage.column.${column}`),
    ...(column === 'created' || column === 'by' ? {} : { align: 'right' as const }),
  }));
  const rows = models.map(({ model, basis, createdAt, createdBy }) => [
    String(model.version),
    createdAt.slice(0, 16).replace('T', ' '),
    countText(basis.records),
    countText(Math.round(basis.expectedDuplicates)),
    countText(basis.confirmed + basis.dismissed),
    createdBy,
  ]);
  return tableLines(columns, rows);
}
