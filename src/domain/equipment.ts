import type { Lang } from '../i18n/lang.js';

/** One thing a registration office has to have (Art. 8), counted in its unit. */
export interface EquipmentItem {
  readonly key: string;
  readonly label: Readonly<Record<Lang, string>>;
  readonly unit: Readonly<Record<Lang, string>>;
  /** How many at least; 0 for what is only written down. */
  readonly least: number;
  readonly source: string;
}

const ARTICLE_8 = '粤民函〔2019〕561号 Art. 8–9';
/** The Measures ask for the line and the address; the rest is what the work of an office needs, proposed by us. */
const PROPOSAL = 'proposal: not named in the Measures; set your own list with offices.equipment';

const pieces = { zh: '台', en: 'pieces' };

export const EQUIPMENT_ITEMS: readonly EquipmentItem[] = [
  { key: 'line-mbit', label: { zh: '固定专线带宽', en: 'fixed line' }, unit: { zh: 'Mbit/s', en: 'Mbit/s' }, least: 10, source: ARTICLE_8 },
  {
    key: 'static-ip',
    label: { zh: '静态 IP 地址', en: 'static IP address' },
    unit: { zh: '个', en: 'addresses' },
    least: 1,
    source: ARTICLE_8,
  },
  { key: 'computer', label: { zh: '计算机', en: 'computer' }, unit: pieces, least: 2, source: PROPOSAL },
  { key: 'certificate-printer', label: { zh: '证件打印机', en: 'certificate printer' }, unit: pieces, least: 1, source: PROPOSAL },
  { key: 'document-printer', label: { zh: '文件打印机', en: 'document printer' }, unit: pieces, least: 1, source: PROPOSAL },
  { key: 'scanner', label: { zh: '扫描仪', en: 'scanner' }, unit: pieces, least: 1, source: PROPOSAL },
  { key: 'camera', label: { zh: '摄像头', en: 'camera' }, unit: pieces, least: 1, source: PROPOSAL },
  { key: 'id-reader', label: { zh: '居民身份证阅读器', en: 'identity card reader' }, unit: pieces, least: 1, source: PROPOSAL },
  { key: 'fingerprint-reader', label: { zh: '指纹采集器', en: 'fingerprint reader' }, unit: pieces, least: 1, source: PROPOSAL },
];

/** The list with a home's own items in place of those of the same key, and its new ones added. */
export function withOwnItems(own: readonly EquipmentItem[]): readonly EquipmentItem[] {
  return [...new Map([...EQUIPMENT_ITEMS, ...own].map((item) => [item.key, item])).values()];
}
