import type { FamilySpec } from '../command-spec.js';

export const DETECT_FAMILY: FamilySpec = {
  path: 'detect',
  summary: { zh: '查找重复登记和异常', en: 'find duplicate registrations and anomalies' },
};
