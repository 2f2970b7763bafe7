import { PHONE_NUMBER } from '../../domain/phone.js';
import type { Lang } from '../../i18n/lang.js';

/**
 * What a value of each kind is once it has been read. Hours are by day of the week, each a list of `09:00-12:00` in order, an
 * empty one closed all day; days are `YYYY-MM-DD`.
 */
export interface ProfileValues {
  readonly text: string;
  readonly count: number;
  readonly choices: readonly string[];
  readonly hours: OpeningHours;
  readonly days: readonly string[];
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A day that is not named is not known, which is not the same as closed. */
export type OpeningHours = Readonly<Partial<Record<Weekday, readonly string[]>>>;

interface FieldBasics {
  /** As in JSON, `slot_minutes`; the flag is `--slot-minutes`. */
  readonly key: string;
  readonly required: boolean;
  /** Whether it is for the public site. */
  readonly public: boolean;
  readonly label: Readonly<Record<Lang, string>>;
  /** A value that could stand there, as typed behind the flag. */
  readonly example: string;
}

export type ProfileField = FieldBasics &
  (
    | { readonly kind: 'text'; readonly longest: number; readonly pattern?: RegExp }
    | { readonly kind: 'count'; readonly least: number; readonly most: number }
    | { readonly kind: 'choices'; readonly choices: readonly string[] }
    | { readonly kind: 'hours' }
    | { readonly kind: 'days' }
  );

/** What an office offers: the types of registration that have a procedure of their own, and cases that touch other countries. */
export const SERVICES = ['IA', 'IB', 'ICA', 'ICB', 'foreign'] as const;

/** The profile of an office and its online appointments (Art. 7(5), 25), in the order in which it is shown. */
export const PROFILE_FIELDS = [
  {
    key: 'address',
    kind: 'text',
    longest: 100,
    required: true,
    public: true,
    label: { zh: '地址', en: 'address' },
    example: '样板路 1 号',
  },
  {
    key: 'phone',
    kind: 'text',
    longest: 20,
    pattern: PHONE_NUMBER,
    required: true,
    public: true,
    label: { zh: '对外电话', en: 'telephone' },
    example: '020-00000000',
  },
  {
    key: 'hours',
    kind: 'hours',
    required: true,
    public: true,
    label: { zh: '办公时间', en: 'opening hours' },
    example: 'mon-fri 08:30-12:00,14:00-17:30; sat 09:00-12:00; sun closed',
  },
  {
    key: 'services',
    kind: 'choices',
    choices: SERVICES,
    required: true,
    public: true,
    label: { zh: '办理业务', en: 'services' },
    example: 'IA,IB,ICA,ICB',
  },
  {
    key: 'slot_minutes',
    kind: 'count',
    least: 5,
    most: 240,
    required: true,
    public: true,
    label: { zh: '预约时段（分钟）', en: 'minutes of a slot' },
    example: '30',
  },
  {
    key: 'capacity',
    kind: 'count',
    least: 1,
    most: 500,
    required: true,
    public: true,
    label: { zh: '每时段预约数', en: 'couples a slot' },
    example: '6',
  },
  {
    key: 'days_ahead',
    kind: 'count',
    least: 1,
    most: 180,
    required: true,
    public: true,
    label: { zh: '可提前预约天数', en: 'days ahead' },
    example: '30',
  },
  {
    key: 'closed_days',
    kind: 'days',
    required: false,
    public: true,
    label: { zh: '暂停办理日期', en: 'closed days' },
    example: '2026-12-31,2027-01-04',
  },
  {
    key: 'transport',
    kind: 'text',
    longest: 200,
    required: false,
    public: true,
    label: { zh: '交通', en: 'how to get there' },
    example: '地铁 2 号线',
  },
  {
    key: 'manager',
    kind: 'text',
    longest: 30,
    required: true,
    public: false,
    label: { zh: '负责人', en: 'who is in charge' },
    example: '张三',
  },
  {
    key: 'internal_phone',
    kind: 'text',
    longest: 20,
    pattern: PHONE_NUMBER,
    required: false,
    public: false,
    label: { zh: '内部电话', en: 'internal telephone' },
    example: '020-00000001',
  },
] as const satisfies readonly ProfileField[];

/** A profile as far as it is filled in. */
export type OfficeProfile = {
  readonly [Field in (typeof PROFILE_FIELDS)[number] as Field['key']]?: ProfileValues[Field['kind']];
};

export function profileField(key: string): ProfileField | undefined {
  return PROFILE_FIELDS.find((field) => field.key === key);
}
