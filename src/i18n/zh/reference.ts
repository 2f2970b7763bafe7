export const referenceMessages = {
  'tables.invalid': '表文件 {file} 有误（位置 {path}），此处应为 {expected}',
  'tables.invalid.hint': '表文件的格式见 docs/reference-tables.md',
} as const;
