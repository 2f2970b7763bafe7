import { dayOf, isoText, type CivilDay } from '../../samples/generate/civil-day.js';
import type { Random } from '../../samples/generate/random.js';
import { emptyRow, type SampleRow } from '../../samples/generate/row.js';
import type { LifeEvent } from '../../src/domain/life-event.js';
import { personKey } from '../../src/domain/person-key.js';
import type { BenchOffice } from './offices.js';
import { day, numberOf, writePerson, type BenchPerson, type Population } from './people.js';
import type { PlantedCase } from './planted.js';

/** What cases of persons are made with. */
export interface PersonPlanting {
  readonly population: Population;
  readonly random: Random;
  readonly office: BenchOffice;
  /** A day from 2012 to 2015, to which the cases are relative. */
  readonly start: CivilDay;
}

type Make = (planting: PersonPlanting) => Omit<PlantedCase, 'rule' | 'what'>;

/** One case of each rule about persons. */
export function personCases(planting: PersonPlanting): readonly PlantedCase[] {
  return Object.entries(MAKERS).map(([rule, make]) => ({ rule, what: rule, ...make(planting) }));
}

class Story {
  readonly man: BenchPerson;
  readonly woman: BenchPerson;
  readonly other: BenchPerson;
  readonly third: BenchPerson;
  private readonly planting: PersonPlanting;

  constructor(planting: PersonPlanting, over: Parameters<Population['person']>[2] = {}) {
    const { population, start } = planting;
    this.planting = planting;
    this.man = population.person('man', start, over);
    this.woman = population.person('woman', start);
    this.other = population.person('woman', start);
    this.third = population.person('woman', start);
  }

  /** @param after days after the start */
  row(
    opType: string,
    after: number,
    woman: BenchPerson = this.woman,
    over: Partial<SampleRow> = {},
    man: BenchPerson = this.man,
  ): { readonly row: SampleRow } {
    const { office, start } = this.planting;
    const on = start + after;
    const row = emptyRow();
    row.op_type = opType;
    row.op_date = isoText(on);
    row.dept_code = office.code;
    row.dept_name = office.name;
    row.operator = office.registrars[0] ?? '';
    const status = opType === 'IA' ? '' : '20';
    writePerson(row, man, on, status);
    writePerson(row, woman, on, status);
    return { row: { ...row, ...over } };
  }

  date(after: number): string {
    return isoText(this.planting.start + after);
  }

  earlier(after: number, prefix = 'J'): Partial<SampleRow> {
    const date = this.date(after);
    return { old_op_date: date, old_cert_no: `${prefix}${this.planting.office.code}-${date.slice(0, 4)}-999999` };
  }

  died(person: BenchPerson, after: number): LifeEvent {
    return {
      kind: 'death',
      personKey: personKey(person.number),
      personName: person.name,
      spouseKey: 0,
      spouseName: '',
      happenedOn: this.date(after),
      reference: '样1',
    };
  }
}

const YEAR = 365;

/** An office of another province. */
const elsewhere = (code: string): Partial<SampleRow> => ({ dept_code: code, dept_name: '样板县民政局', cert_no: '' });

const MAKERS: Readonly<Record<string, Make>> = {
  'marriage-overlap': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('IA', 0), story.row('IA', YEAR, story.other), story.row('IB', 2 * YEAR)] };
  },
  'open-marriages': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('IA', 0), story.row('IA', YEAR, story.other)] };
  },
  'divorce-without-marriage': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('IB', YEAR, story.woman, story.earlier(0))] };
  },
  'divorce-before-marriage': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('IB', 0), story.row('IA', YEAR)] };
  },
  'divorce-repeated': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('IA', 0), story.row('IB', YEAR), story.row('IB', YEAR + 90)] };
  },
  'marriage-repeated': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('IA', 0), story.row('IA', YEAR)] };
  },
  'after-death': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('IA', YEAR)], events: [story.died(story.woman, 0)] };
  },
  'under-age': (planting) => {
    const story = new Story(planting, { bornOn: planting.start - 20 * YEAR });
    return { rows: [story.row('IA', 0)] };
  },
  'kin-same-address': (planting) => {
    const story = new Story(planting, { name: '关样板', address: '广东省样板县样板镇样板村东街7号' });
    const sister = { ...story.woman, name: '关例子', address: story.man.address, bornOn: story.man.bornOn + YEAR };
    return { rows: [story.row('IA', 0, { ...sister, number: numberOf(980_001, sister.bornOn, 402) })] };
  },
  'kin-number-neighbours': (planting) => {
    const story = new Story(planting, { name: '关样板' });
    const { bornOn } = story.man;
    const region = 980_002 + planting.random.below(9_000);
    const brother = { ...story.man, number: numberOf(region, bornOn, 101) };
    const sister = { ...story.woman, name: '关例子', bornOn, number: numberOf(region, bornOn, 102) };
    return { rows: [story.row('IA', 0, sister, {}, brother)] };
  },
  'many-marriages': (planting) => {
    const story = new Story(planting);
    const { other, third } = story;
    return {
      rows: [
        story.row('IA', 0),
        story.row('IB', 90),
        story.row('IA', 200, other),
        story.row('IB', 300, other),
        story.row('IA', 500, third),
      ],
    };
  },
  'many-provinces': (planting) => {
    const story = new Story(planting);
    return {
      rows: [
        story.row('IA', 0, story.woman, elsewhere('430105')),
        story.row('IB', 90, story.woman, elsewhere('450103')),
        story.row('IA', 200, story.other),
      ],
    };
  },
  'shared-number': (planting) => {
    const story = new Story(planting);
    const stranger = { ...story.man, name: '麦完全', bornOn: story.man.bornOn - 4 * YEAR };
    return { rows: [story.row('IA', 0), story.row('IA', YEAR, story.other, {}, stranger)] };
  },
  'same-number-both-parties': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('IA', 0, { ...story.woman, number: story.man.number })] };
  },
  'parties-exchanged': (planting) => {
    const story = new Story(planting);
    const { man, woman } = story;
    return { rows: [story.row('IA', 0, { ...man, role: 'woman' }, {}, { ...woman, role: 'man', bornOn: woman.bornOn - 3 * YEAR })] };
  },
  'sex-differs': (planting) => {
    const story = new Story(planting);
    const { bornOn } = story.woman;
    return { rows: [story.row('IA', 0, { ...story.woman, number: numberOf(970_001 + planting.random.below(9_000), bornOn, 201) })] };
  },
  'cooling-off-violated': (planting) => {
    const story = new Story({ ...planting, start: dayOf(2021, 1, 4) + planting.random.below(20) });
    return { rows: [story.row('IB', 0)] };
  },
  'status-contradicts': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('IA', 0), story.row('IB', YEAR), story.row('IA', 2 * YEAR, story.other, { marry_status_man: '10' })] };
  },
  'reissue-after-divorce': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('IA', 0), story.row('IB', YEAR), story.row('ICA', 2 * YEAR)] };
  },
  'reissue-without-original': (planting) => {
    const story = new Story(planting);
    return { rows: [story.row('ICA', YEAR, story.woman, story.earlier(0))] };
  },
};

/** The first day that cases are relative to; every office has its marriages of that year in the registry. */
export const FIRST_START: CivilDay = day('2012-03-01');
