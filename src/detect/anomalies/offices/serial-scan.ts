import { parseCertificate } from '../../../domain/certificate-number.js';
import type { Detection } from '../../../domain/detection.js';
import { fieldOf } from '../../../domain/fields.js';
import { normaliseField } from '../../../domain/normalise.js';
import type { Reference } from '../../../domain/reference.js';
import { OfficeAnomalyRepository } from '../../../store/office-anomaly-repository.js';
import { anomaly, AT, type AnomalyScan, type ScanContext, type ScannedRow } from '../scan.js';
import { couplesCompared } from './couples-compared.js';
import { gapsOf, type SeriesGaps } from './serial-gaps.js';
import { SerialSeries } from './serial-store.js';

const GAP = 'certificate-serial-gap';
const REPEAT = 'certificate-serial-repeat';
const MOST_RECORDS = 20;
const MOST_RUNS_NAMED = 8;
/** Serials of six digits are the longest of the two forms that are unique by themselves. */
const HIGHEST_SERIAL = 999_999_999;

type Form = 'F1' | 'F2' | 'F3';

interface Repeat {
  readonly form: Form;
  readonly series: SerialSeries;
  readonly serial: number;
  readonly firstId: number;
  readonly id: number;
}

/** A certificate number taken apart: the series in which its serial is unique. */
interface SeriesPlace {
  readonly form: Form;
  readonly label: string;
  readonly serial: number;
}

/**
 * Gaps and repeats of certificate numbers. F1 is unique in region, year and prefix, F2 in place, nature, office and year, F3 only in
 * the same words of the same office and year; a serial without its leading zeros is the same serial.
 */
class SerialScan implements AnomalyScan {
  private readonly context: ScanContext;
  private readonly series = new Map<string, { readonly form: Form; readonly series: SerialSeries }>();
  private readonly repeats: Repeat[] = [];

  constructor(context: ScanContext) {
    this.context = context;
  }

  add(id: number, row: ScannedRow): void {
    const place = placeOf({ certificate: row[AT.cert_no] ?? '', code: row[AT.dept_code] ?? '', row });
    if (place === undefined) return;
    const { form, label, serial } = place;
    const known = this.series.get(label) ?? { form, series: new SerialSeries(label) };
    this.series.set(label, known);
    const firstId = known.series.add(serial, id);
    if (firstId !== 0) this.repeats.push({ form, series: known.series, serial, firstId, id });
  }

  *findings(): Generator<Detection> {
    const { rules, registry } = this.context;
    const repository = new OfficeAnomalyRepository(registry);
    if (rules.isOn(REPEAT)) for (const repeat of this.repeats) yield* this.repeatFinding(repeat, repository);
    if (rules.isOn(GAP)) yield* this.gapFindings(repository);
  }

  private *repeatFinding({ form, series, serial, firstId, id }: Repeat, repository: OfficeAnomalyRepository): Generator<Detection> {
    const first = repository.registration(firstId);
    const second = repository.registration(id);
    if (first === undefined || second === undefined) return;
    const compared = couplesCompared(first, second);
    // The same couple under the same number is one registration keyed twice, which the search for duplicates weighs.
    if (compared === 'same') return;
    const certain = form === 'F1' && compared === 'different';
    yield anomaly(this.context.rules, {
      code: REPEAT,
      subject: `${series.label}/${serial}/${firstId}-${id}`,
      severity: certain ? 'error' : form === 'F3' ? 'hint' : 'warning',
      values: {
        series: series.label,
        serial,
        firstDate: first.date,
        secondDate: second.date,
        serialCouples: compared,
      },
      records: [first, second].map((each) => ({ id: each.id, deptCode: each.deptCode })),
    });
  }

  private *gapFindings(repository: OfficeAnomalyRepository): Generator<Detection> {
    const { rules } = this.context;
    const test = {
      fewestRecords: rules.parameter(GAP, 'fewestRecords'),
      mostMissing: rules.parameter(GAP, 'mostMissingPercent') / 100,
      longestGap: rules.parameter(GAP, 'longestGap'),
      mostStrays: rules.parameter(GAP, 'mostStrays'),
    };
    const setAside = setAsideSerials(repository, this.context.reference);
    for (const { form, series } of this.series.values()) {
      // The words of local forms do not say who numbered them: nothing is missing there.
      if (form === 'F3') continue;
      const explained = setAside.get(series.label);
      const gaps = gapsOf(series, (serial) => explained?.has(serial) === true, test);
      if (gaps !== undefined) yield this.gapFinding(series, gaps, repository);
    }
  }

  private gapFinding(series: SerialSeries, gaps: SeriesGaps, repository: OfficeAnomalyRepository): Detection {
    const { missing, missingCount, strays, first, last, present } = gaps;
    const ids = [
      ...strays.map((serial) => series.idOf(serial)),
      ...missing.flatMap(({ from, to }) => [series.idOf(from - 1), series.idOf(to + 1)]),
    ];
    const records = [...new Set(ids.filter((id) => id !== 0))].slice(0, MOST_RECORDS).flatMap((id) => {
      const found = repository.registration(id);
      return found === undefined ? [] : [{ id, deptCode: found.deptCode }];
    });
    const named = missing.slice(0, MOST_RUNS_NAMED).map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
    const more = missing.length > MOST_RUNS_NAMED ? ['…'] : [];
    return anomaly(this.context.rules, {
      code: GAP,
      subject: series.label,
      severity: 'hint',
      values: {
        series: series.label,
        first,
        last,
        present,
        missing: missingCount,
        serials: [...named, ...more].join(', ') || '—',
        strays: strays.slice(0, MOST_RUNS_NAMED).join(', ') || '—',
      },
      records,
    });
  }
}

interface Numbered {
  readonly certificate: string;
  readonly code: string;
  /** Local forms need more of the row to be unique. */
  readonly row?: ScannedRow;
}

function placeOf({ certificate: text, code, row }: Numbered): SeriesPlace | undefined {
  const certificate = parseCertificate(text);
  if (certificate === undefined || !('serial' in certificate) || certificate.form === 'F4') return undefined;
  const serial = Number(certificate.serial);
  if (serial === 0 || serial > HIGHEST_SERIAL) return undefined;
  if (certificate.form === 'F1') return { form: 'F1', label: `${certificate.prefix}${certificate.region}-${certificate.year}`, serial };
  if (certificate.form === 'F2') {
    const { place, nature, office, year } = certificate;
    // Two characters for a place are not enough to tell 海珠 from 海丰: the county of the office code does.
    return { form: 'F2', label: `${code.slice(0, 6)} ${place}${nature}字${office}${String(year % 100).padStart(2, '0')}`, serial };
  }
  // Towns numbered by themselves under the code of their county, and each kind of registration by itself.
  const office = `${code} ${row?.[AT.dept_name] ?? ''}`.trim();
  const year = (row?.[AT.op_date] ?? '').slice(0, 4);
  // Without office and year the same words and number are found in every county.
  if (office === '' || year === '') return undefined;
  return { form: 'F3', label: `${office} ${year} ${row?.[AT.op_type] ?? ''} ${text.replaceAll(/\d+号?$/gu, '')}`, serial };
}

/** Serials of certificates that wait in quarantine or were deleted, by series. */
function setAsideSerials(repository: OfficeAnomalyRepository, reference: Reference): ReadonlyMap<string, ReadonlySet<number>> {
  const serials = new Map<string, Set<number>>();
  for (const { certificate, code } of repository.setAsideCertificates()) {
    const place = placeOf({ certificate: normaliseField(fieldOf('cert_no'), certificate, reference), code });
    if (place === undefined) continue;
    const own = serials.get(place.label) ?? new Set();
    serials.set(place.label, own.add(place.serial));
  }
  return serials;
}

export function serialScans(context: ScanContext): readonly AnomalyScan[] {
  return [GAP, REPEAT].some((code) => context.rules.isOn(code)) ? [new SerialScan(context)] : [];
}
