import { AT, type ScannedRow } from '../scan.js';

/** Who registered: a name on the form at an office. */
export interface Registrar {
  readonly index: number;
  readonly office: Office;
  /** As stored; '' when not given. */
  readonly operator: string;
}

export interface Office {
  readonly index: number;
  /** As stored; '' when not given: then the name alone tells offices apart. */
  readonly code: string;
  readonly name: string;
}

/** Gives offices and registrars small numbers, in the order they are met. */
export class Registrars {
  readonly offices: Office[] = [];
  readonly all: Registrar[] = [];
  private readonly officeByKey = new Map<string, Office>();
  private readonly byOffice: Map<string, Registrar>[] = [];
  private last: Registrar | undefined;
  private lastName = '';

  of(row: ScannedRow): Registrar {
    const code = row[AT.dept_code] ?? '';
    const name = row[AT.dept_name] ?? '';
    const operator = row[AT.operator] ?? '';
    const { last } = this;
    // Rows of one registrar often stand together.
    if (last !== undefined && last.office.code === code && last.operator === operator && this.lastName === name) return last;
    this.lastName = name;
    this.last = this.inOffice(this.office(code, name), operator);
    return this.last;
  }

  office(code: string, name: string): Office {
    const key = code === '' ? `name ${name}` : code;
    const known = this.officeByKey.get(key);
    if (known !== undefined) return known;
    const office = { index: this.offices.length, code, name };
    this.offices.push(office);
    this.officeByKey.set(key, office);
    this.byOffice.push(new Map());
    return office;
  }

  inOffice(office: Office, operator: string): Registrar {
    const own = this.byOffice[office.index];
    const known = own?.get(operator);
    if (known !== undefined) return known;
    const registrar = { index: this.all.length, office, operator };
    this.all.push(registrar);
    own?.set(operator, registrar);
    return registrar;
  }
}

/** How a finding names an office. */
export function officeLabel({ code, name }: Pick<Office, 'code' | 'name'>): string {
  return [code, name].filter((part) => part !== '').join(' ') || '—';
}

/** What makes an office the same one in a later run. */
export function officeSubject({ code, name }: Pick<Office, 'code' | 'name'>): string {
  return code === '' ? name : code;
}
