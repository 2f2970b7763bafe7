import { describe, expect, it } from 'vitest';
import { day } from '../../../../bench/anomalies/people.js';
import { Random } from '../../../../samples/generate/random.js';
import { isoText } from '../../../../samples/generate/civil-day.js';
import { appendEntry } from '../../../../src/ledger/append.js';
import type { Registry } from '../../../../src/store/open.js';
import { anomalyText } from '../../../../src/domain/anomaly-text.js';
import type { SampleRow } from '../../../../samples/generate/row.js';
import { married, office, OFFICES, officeFindings, type OfficeCase, type OfficeRow } from './an-office-scan.js';

const times = <T>(count: number, make: (nth: number) => T): T[] => Array.from({ length: count }, (_, nth) => make(nth));

/** `severity subject`, sorted; and every finding says what it is in both languages without an empty place. */
function told(rule: string, of: OfficeCase): readonly string[] {
  const found = officeFindings(rule, of);
  for (const { code, evidence } of found) {
    for (const lang of ['zh', 'en'] as const) {
      expect(anomalyText(lang, code, 'values' in evidence ? evidence.values : {}).explanation).not.toMatch(/[{}]|undefined|NaN/u);
    }
  }
  return found.map(({ severity, subject }) => `${severity} ${subject}`).toSorted();
}

/** Marriages with serials of one office and year, in the order of days. */
function series(serials: readonly number[], prefix = `J${office(0).code}-2015`): readonly OfficeRow[] {
  return serials.map((serial, nth) =>
    married(office(0), day('2015-01-05') + nth, { cert_no: `${prefix}-${String(serial).padStart(6, '0')}` }),
  );
}

const SERIES = `J${office(0).code}-2015`;
const upTo = (last: number): number[] => times(last, (nth) => nth + 1);

const twice = (first: string, second: string, over: Partial<SampleRow> = {}): OfficeCase => {
  const couple = married(office(0), day('2015-03-04'), { cert_no: first });
  return {
    rows: [couple, married(office(0), day('2015-03-05'), { cert_no: second, name_man: '区例外', name_woman: '麦另有', ...over })],
  };
};
const sameCouple = (change: Partial<SampleRow> = {}): OfficeCase => {
  const { row } = married(office(0), day('2015-03-04'), { cert_no: `${SERIES}-000007` });
  return { rows: [{ row }, { row: { ...row, ...change } }] };
};

describe('certificate serials', () => {
  it.each<[string, OfficeCase, readonly string[]]>([
    ['in order', { rows: series(upTo(100)) }, []],
    ['in any order', { rows: series(upTo(100).toReversed()) }, []],
    ['with two missing', { rows: series(upTo(100).filter((serial) => serial !== 40 && serial !== 41)) }, [`hint ${SERIES}`]],
    ['with the first missing', { rows: series(upTo(100).filter((serial) => serial > 2)) }, [`hint ${SERIES}`]],
    ['of which only some are here', { rows: series(upTo(200).filter((serial) => serial % 3 > 0)) }, []],
    ['of a short series', { rows: series(upTo(40).filter((serial) => serial !== 7)) }, []],
    ['one of them far behind', { rows: series([...upTo(100), 800_000]) }, [`hint ${SERIES}`]],
    [
      'with one missing that waits in quarantine',
      {
        rows: series(upTo(100).filter((serial) => serial !== 40)),
        refused: [{ cert_no: `${SERIES}-40`, dept_code: office(0).code }],
      },
      [],
    ],
    [
      'with one missing that was deleted',
      { rows: series(upTo(100)).map((each, nth) => (nth === 39 ? { ...each, state: 'deleted' as const } : each)) },
      [],
    ],
  ])('%s', (_name, of, expected) => expect(told('certificate-serial-gap', of)).toEqual(expected));

  it.each<[string, OfficeCase, RegExp | undefined]>([
    ['used once each', twice(`${SERIES}-000007`, `${SERIES}-000008`), undefined],
    ['used by two couples', twice(`${SERIES}-000007`, `${SERIES}-000007`), /^error /u],
    ['used by two couples, once without zeros', twice(`${SERIES}-000007`, `${SERIES}-7`), /^error /u],
    ['of a marriage and of a divorce', twice(`${SERIES}-000007`, `L${office(0).code}-2015-000007`, { op_type: 'IB' }), undefined],
    ['of two years', twice(`${SERIES}-000007`, `J${office(0).code}-2016-000007`), undefined],
    ['of one couple keyed twice', sameCouple(), undefined],
    ['of one couple keyed twice with slips', sameCouple({ name_man: '某某某', cert_num_woman: '' }), undefined],
    [
      'of a man and another wife',
      sameCouple({ name_woman: '区例外', birth_woman: '1971-02-03', cert_num_woman: '990001197102030021' }),
      /^warning /u,
    ],
    ['of 2005, used by two couples', twice('粤样结字010500007', '粤样结字010500007'), /^warning /u],
    ['of 2005, of two counties', twice('粤海结字010500007', '粤海结字010500007', { dept_code: office(1).code }), undefined],
    ['of a local form, used by two couples', twice('(95)样结字第7号', '(95)样结字第7号'), /^hint /u],
    ['of a local form, of two years', twice('样结字第7号', '样结字第7号', { op_date: '2016-03-05' }), undefined],
    ['that are bare', twice('7', '7'), undefined],
  ])('%s', (_name, of, expected) => {
    const found = told('certificate-serial-repeat', of);
    if (expected === undefined) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringMatching(expected)]);
  });
});

/** Ordinary work of all offices: each registrar some on each working day, all of them fifteen times as many on one. */
const PEAK = day('2016-05-20');
function ordinaryWork(): OfficeRow[] {
  const random = new Random(9);
  return times(40, (nth) => day('2016-04-18') + nth)
    .filter((on) => (on + 3) % 7 < 5)
    .flatMap((on) =>
      OFFICES.slice(0, 10).flatMap((at) =>
        at.registrars
          .slice(0, 3)
          .flatMap((operator) => times((on === PEAK ? 15 : 1) * (1 + random.below(2)), () => married(at, on, { operator }))),
      ),
    );
}

describe('volumes', () => {
  const work = ordinaryWork();
  const one = office(2);
  const [operator = ''] = one.registrars;
  it.each<[string, string, readonly OfficeRow[], readonly string[]]>([
    ['a registrar on ordinary days and a peak', 'registrar-volume', [], []],
    [
      'a registrar with 120 on one day',
      'registrar-volume',
      times(120, () => married(one, day('2016-05-11'), { operator })),
      [`warning registrar-day/${one.code}/${operator}/2016-05-11`],
    ],
    ['a registrar with twice as many on the peak day', 'registrar-volume', times(30, () => married(one, PEAK, { operator })), []],
    ['an office on ordinary days and a peak', 'office-volume', [], []],
    [
      'an office with 300 on one day',
      'office-volume',
      times(300, (nth) => married(one, day('2016-05-11'), { operator: one.registrars[nth % 3] ?? '' })),
      [`warning office-day/${one.code}//2016-05-11`],
    ],
    ['an office whose dates nobody knew', 'office-volume', times(300, () => married(one, day('2016-01-01'))), []],
  ])('%s', (_name, rule, more, expected) => expect(told(rule, { rows: [...work, ...more] })).toEqual(expected));
});

const registeredOn = (at: number, date: string, operator: string): OfficeRow => married(office(at), day(date), { operator });

describe('days and hours', () => {
  // None of the Tuesdays of this half-year is a holiday.
  const TUESDAY = day('2014-03-04');
  const weekdays = times(12, (at) => times(50, (nth) => registeredOn(at, isoText(TUESDAY + 7 * (nth % 25)), '样常规'))).flat();
  const busy = times(50, (nth) => registeredOn(0, isoText(TUESDAY + 7 * (nth % 25)), '样某'));
  it.each<[string, readonly OfficeRow[], readonly string[]]>([
    ['working days', busy, []],
    ['weekends', [...busy, ...times(30, (nth) => registeredOn(0, isoText(day('2014-03-08') + 7 * nth), '样某'))], []],
    [
      'public holidays',
      [...busy, ...times(12, (nth) => registeredOn(0, `2014-10-0${1 + (nth % 3)}`, '样某'))],
      [`hint holiday/${office(0).code}/样某`],
    ],
    ['a few holidays', [...busy, ...times(3, (nth) => registeredOn(0, `2014-10-0${1 + nth}`, '样某'))], []],
  ])('%s', (_name, rows, expected) => expect(told('registrar-hours', { rows: [...weekdays, ...rows] })).toEqual(expected));

  it.each([
    ['22', 5, ['hint night/样例 (u1)']],
    ['21', 5, []],
    ['05', 5, ['hint night/样例 (u1)']],
    ['23', 4, []],
  ])('changes at %s o’clock, %i of them', (hour, count, expected) => {
    const prepare: OfficeCase['prepare'] = ({ database }) => {
      const event = database.prepare(
        `INSERT INTO registration_event(first_id, last_id, from_state, to_state, at, actor, reason, ledger_seq) VALUES (1, 1, 'active', 'active', ?, '样例 (u1)', 'x', ?)`,
      );
      for (const nth of times(count, (each) => each)) event.run(`2026-03-0${1 + nth}T${hour}:10:00.000+08:00`, nth + 1);
    };
    expect(told('registrar-hours', { rows: [], prepare })).toEqual(expected);
  });
});

const rowsWith = (at: number, share: number, how: Omit<OfficeRow, 'row'>): OfficeRow[] =>
  times(400, (nth) => ({
    ...married(office(at), day('2014-03-03') + nth, { operator: office(at).registrars[nth % 3] ?? '' }),
    ...(nth < share * 400 ? how : {}),
  }));
const ordinary = (how: Omit<OfficeRow, 'row'>): OfficeRow[] => times(12, (at) => rowsWith(at, 0.02, how)).flat();
const refused = (at: number, count: number): Partial<SampleRow>[] =>
  times(count, () => ({ dept_code: office(at).code, operator: office(at).registrars[0] ?? '' }));

const loadedAgain: OfficeCase['prepare'] = ({ database }) =>
  void database.exec("INSERT INTO registration_key SELECT record_key, id FROM registration WHERE state = 'deleted'");

describe('rates', () => {
  const FLAGGED = { flagged: true } as const;
  const DELETED = { state: 'deleted' } as const;
  it.each<[string, string, OfficeCase, readonly string[]]>([
    ['of ordinary offices', 'office-error-rate', { rows: ordinary(FLAGGED) }, []],
    [
      'of one with a third flagged',
      'office-error-rate',
      { rows: [...ordinary(FLAGGED), ...rowsWith(12, 0.33, FLAGGED)] },
      [`warning ${office(12).code}/`],
    ],
    [
      'of one with a third refused',
      'office-error-rate',
      { rows: ordinary(FLAGGED), refused: refused(3, 200) },
      [`warning ${office(3).code}/`],
    ],
    ['of one with twice as many flagged', 'office-error-rate', { rows: [...ordinary(FLAGGED), ...rowsWith(12, 0.04, FLAGGED)] }, []],
    [
      'of one with a third deleted',
      'office-deletion-rate',
      { rows: [...ordinary(DELETED), ...rowsWith(12, 0.33, DELETED)] },
      [`warning ${office(12).code}/`],
    ],
    ['of one with twice as many deleted', 'office-deletion-rate', { rows: [...ordinary(DELETED), ...rowsWith(12, 0.04, DELETED)] }, []],
  ])('%s', (_name, rule, of, expected) => expect(told(rule, of)).toEqual(expected));

  it('do not count as deleted what was loaded again', () => {
    expect(told('office-deletion-rate', { rows: [...ordinary(DELETED), ...rowsWith(12, 0.33, DELETED)], prepare: loadedAgain })).toEqual(
      [],
    );
  });
});

const newYear = (row: SampleRow): Partial<SampleRow> => ({ birth_man: `${row.birth_man.slice(0, 4)}-01-01` });

const at13 = (kind: string): readonly string[] => [`hint ${office(13).code}/${kind}`];

describe('placeholder heaps', () => {
  const heap = (hits: number, over: (row: SampleRow) => Partial<SampleRow>): OfficeRow[] =>
    times(300, (nth) => {
      const made = married(office(13), day('2004-02-02') + nth);
      return nth < hits ? { row: { ...made.row, ...over(made.row) } } : made;
    });
  const others = times(12, (at) => times(200, (nth) => married(office(at), day('2004-02-02') + nth))).flat();
  it.each<[string, number, (row: SampleRow) => Partial<SampleRow>, readonly string[]]>([
    ['births of 1900-01-01', 60, () => ({ birth_man: '1900-01-01' }), at13('birth-1900')],
    ['births on 1 January', 60, newYear, at13('birth-new-year')],
    ['a few births on 1 January', 8, newYear, []],
    [
      'births on the 15th',
      120,
      (row) => ({ birth_man: `${row.birth_man.slice(0, 7)}-15`, birth_woman: `${row.birth_woman.slice(0, 7)}-15` }),
      at13('birth-middle'),
    ],
    ['registrations on 1 January', 60, () => ({ op_date: '2004-01-01' }), at13('registered-new-year')],
    ['numbers of zeros', 40, () => ({ cert_num_man: '000000000000000000' }), at13('number-zeros')],
    ['names that are none', 40, () => ({ name_woman: '不详' }), at13('name-words')],
    ['one birthday', 60, () => ({ birth_man: '1977-04-09' }), at13('birthday 1977-04-09')],
    ['years only', 60, (row) => ({ birth_man: row.birth_man.slice(0, 4) }), []],
  ])('%s', (_name, hits, over, expected) => expect(told('placeholder-heap', { rows: [...others, ...heap(hits, over)] })).toEqual(expected));
});

const atOffice = (code: string, date: string): OfficeCase => ({
  rows: [married({ ...office(0), code }, day('2015-05-05'), { op_date: date })],
});

describe('offices that were not there', () => {
  it.each<[string, OfficeCase, readonly string[]]>([
    ['open', atOffice(office(0).code, '2010-03-04'), []],
    ['closed since 1995', atOffice('449001', '2010-03-04'), ['warning 449001/after/1995-12-31']],
    ['closed, within the tolerance of a year', atOffice('449001', '1996-06-01'), []],
    ['not open yet', atOffice('440115', '1996-03-04'), [expect.stringMatching(/^warning 440115\/before\//u)]],
    ['of a region that never was', atOffice('440199', '2010-03-04'), ['error 440199/never/']],
    ['of another province', atOffice('430105', '2010-03-04'), []],
    ['a town of a county', atOffice(`${office(0).code}001`, '1999-03-04'), []],
    ['in a year that may be within', atOffice('449001', '1995'), []],
  ])('%s', (_name, of, expected) => expect(told('office-not-open', of)).toEqual(expected));
});

describe('backfill', () => {
  const random = new Random(17);
  const first = day('1993-03-01');
  const BACKFILL = { source: 'backfill' } as const;
  const archiveOf = (at: number, batch: number, over: (row: SampleRow, nth: number) => Partial<SampleRow> = () => ({})): OfficeRow[] =>
    times(250, (nth) => {
      const on = first + 7 * nth + random.below(5);
      const made = married(office(at), on, { operator: '样补录' });
      return { row: { ...made.row, ...over(made.row, nth) }, batch, ...BACKFILL };
    });
  const others = times(10, (at) => archiveOf(at, 10 + at)).flat();
  const invented = (over: (row: SampleRow, nth: number) => Partial<SampleRow>): readonly string[] =>
    told('invented-backfill', { rows: [...others, ...archiveOf(12, 30, over)] });
  const FOUND = [`warning 30/${office(12).code}/样补录`];
  it.each<[string, (row: SampleRow, nth: number) => Partial<SampleRow>, readonly string[]]>([
    ['of an archive like the others', () => ({}), []],
    ['registered on any day of the week', () => ({ op_date: isoText(first + random.below(1_700)) }), FOUND],
    ['registered once on a Sunday', (_row, nth) => (nth === 0 ? { op_date: '1993-03-07' } : {}), []],
    [
      'born on days that end in 0 or 5',
      (row) => ({ birth_man: `${row.birth_man.slice(0, 8)}${random.pick(['05', '10', '20', '25'])}` }),
      FOUND,
    ],
    ['born on days that nobody knew', (row) => ({ birth_man: `${row.birth_man.slice(0, 8)}01` }), []],
    ['born in equal steps', (_row, nth) => ({ birth_man: isoText(day('1955-02-03') + 17 * nth) }), FOUND],
    ['of a few names', () => ({ name_woman: `陈样${random.pick(['一', '二', '三', '四', '五'])}` }), FOUND],
    ['of the same couples', () => random.pick(COUPLES), FOUND],
    ['with one couple entered twice', (_row, nth) => (nth < 2 ? { name_man: '林样某', name_woman: '黄样某' } : {}), []],
  ])('%s', (_name, over, expected) => expect(invented(over)).toEqual(expected));

  it('that came live is not backfill', () => {
    const rows = archiveOf(12, 30, (_row, nth) => ({ birth_man: isoText(day('1955-02-03') + 17 * nth) }));
    expect(told('invented-backfill', { rows: [...others, ...rows.map((each) => ({ ...each, source: 'live' }))] })).toEqual([]);
  });
});

const COUPLES = times(15, (nth) => ({
  name_man: `林样${String.fromCodePoint(0x4e00 + nth)}`,
  name_woman: `黄样${String.fromCodePoint(0x5f00 + nth)}`,
}));

const use =
  (wave: (user: number, ago: number) => number, kind: 'look-ups' | 'changes'): OfficeCase['prepare'] =>
  ({ database }) => {
    const random = new Random(23);
    const change = database.prepare(
      `INSERT INTO registration_event(first_id, last_id, from_state, to_state, at, actor, reason, ledger_seq) VALUES (?, ?, 'active', 'active', ?, ?, 'x', ?)`,
    );
    database.transaction(() => {
      for (const user of times(10, (nth) => nth)) {
        for (const ago of times(60, (nth) => 60 - nth)) {
          const at = `${isoText(day('2026-05-20') - ago)}T10:10:00.000+08:00`;
          const count = 10 + random.below(8) + wave(user, ago);
          if (kind === 'look-ups') appendEntry(database, { at, actor: `u${user}`, kind: 'query.look-up', body: { persons: count } });
          else change.run(1, count, at, `u${user}`, user * 1_000 + ago);
        }
      }
    })();
  };

describe('waves', () => {
  it.each<[string, string, OfficeCase['prepare'], readonly string[]]>([
    ['ordinary look-ups', 'query-wave', use(() => 0, 'look-ups'), []],
    [
      'two hundred on one day',
      'query-wave',
      use((user, ago) => (user === 3 && ago === 4 ? 200 : 0), 'look-ups'),
      ['warning user/u3/2026-05-16'],
    ],
    ['two hundred on a day long ago', 'query-wave', use((user, ago) => (user === 3 && ago === 50 ? 200 : 0), 'look-ups'), []],
    ['ordinary changes', 'correction-wave', use(() => 0, 'changes'), []],
    [
      'two hundred changes on one day',
      'correction-wave',
      use((user, ago) => (user === 3 && ago === 4 ? 200 : 0), 'changes'),
      ['warning user/u3/2026-05-16'],
    ],
  ])('%s', (_name, rule, prepare, expected) => {
    const found = told(rule, prepare === undefined ? { rows: [] } : { rows: [], prepare });
    expect(found).toEqual(expected);
  });

  it('of look-ups of an office are those of its users together', () => {
    const found = told('query-wave', {
      rows: [],
      prepare: (registry) => {
        for (const user of times(10, (nth) => nth)) openAccount(registry, user);
        use((user, ago) => (user < 5 && ago === 4 ? 60 : 0), 'look-ups')?.(registry);
      },
    });
    expect(found).toContain('warning office/440103/2026-05-16');
  });
});

/** Users 0 to 4 work at one office, the others each at their own. */
function openAccount({ database }: Registry, user: number): void {
  database
    .prepare(
      `INSERT INTO account(username, name, role, designations, region, office, state, opened_at, must_change_password)
       VALUES (?, ?, 'registrar', '[]', ?, ?, 'active', '2026-01-01T09:30:00.000+08:00', 0)`,
    )
    .run(`u${user}`, `u${user}`, office(user).code, user < 5 ? office(0).code : office(user).code);
}
