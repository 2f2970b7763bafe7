export const scanImportMessages = {
  'scan-import.scan-missing': '扫描件 {scan}… 的原图不在数据目录中：{path}',
  'scan-import.scan-missing.hint': '从备份恢复该文件，或把原来的扫描件再导入一次',
  'scan-import.scan-changed': '扫描件 {scan}… 的原图与导入时不一致：{path}',
  'scan-import.scan-changed.hint': '文件可能损坏或被改动；从备份恢复，或把原来的扫描件再导入一次',
} as const;
