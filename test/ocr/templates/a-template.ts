import type { Template, Zone } from '../../../src/ocr/templates/template.js';

interface Over {
  readonly id?: string;
  readonly version?: number;
  readonly title?: string;
  readonly zones?: readonly Zone[];
}

const WIDTH = 160;
const ROW_MM = 15;
const ROWS = 8;

function zone(key: Zone['key'], kind: Zone['kind'], row: number): Zone {
  return { key, kind, left: 41, top: row * ROW_MM + 1, width: WIDTH - 42, height: ROW_MM - 2, lines: 1, required: false };
}

/** A small sound form: eight rows, a label and a cell each. */
export function aTemplate({ id = 'a-form', version = 1, title = '婚姻登记卡片', zones }: Over = {}): Template {
  const height = ROWS * ROW_MM;
  const rows = Array.from({ length: ROWS + 1 }, (_, row) => ({ from: [0, row * ROW_MM] as const, to: [WIDTH, row * ROW_MM] as const }));
  const columns = [0, 40, WIDTH].map((left) => ({ from: [left, 0] as const, to: [left, height] as const }));
  return {
    id,
    version,
    title: { zh: title, en: 'A form' },
    sheet: { width: 210, height: 297 },
    frame: { left: 25, top: 40, width: WIDTH, height },
    implied: { op_type: 'IA' },
    anchors: [
      { text: title, role: 'title', left: 50, top: -15, width: 8 * [...title].length, height: 8 },
      ...['男方姓名', '女方姓名', '登记日期', '登记字号', '男方生日', '女方生日', '登记机关', '备注说明'].map((text, row) => ({
        text,
        role: 'label' as const,
        left: 12,
        top: row * ROW_MM + 5,
        width: 18,
        height: 4.5,
      })),
    ],
    rules: [...rows, ...columns],
    zones: zones ?? [
      zone('name_man', 'name', 0),
      zone('name_woman', 'name', 1),
      zone('op_date', 'date', 2),
      zone('cert_no', 'certificate', 3),
    ],
  };
}
