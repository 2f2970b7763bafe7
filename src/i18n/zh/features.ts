export const featureMessages = {
  'features.too-many': '有效登记记录约 {count} 条，超过一次比对所能容纳的 {most} 条',
  'features.too-many.hint': '请按辖区分开建库后再查重',
  'features.note.damaged': '查重缓存文件已损坏或版本不同，已重新生成',
  'features.note.differs': '查重缓存文件与登记库不一致，已重新生成',
  'features.note.not-kept': '查重缓存文件无法写入（磁盘空间或权限），不影响结果，下次运行会慢一些',
} as const;
