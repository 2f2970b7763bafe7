import type { FamilySpec } from '../command-spec.js';

export const EXPORT_FAMILY: FamilySpec = {
  path: 'export',
  summary: { zh: '按审批导出数据，管理开放时段和台账', en: 'export by approval; windows, officers and the 台账' },
};
