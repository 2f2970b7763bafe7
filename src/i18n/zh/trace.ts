export const traceMessages = {
  'trace.no-rows': '{file} 里没有数据行',
  'trace.no-rows.hint': '工作簿有几张表时用 --sheet 指定；编码不对时用 --encoding 指定',
  'trace.no-sheet': '{file} 没有名为“{sheet}”的工作表',
  'trace.no-sheet.hint': '可选：{known}',
  'trace.parquet-unreadable': '无法读取 Parquet 文件 {file}：{detail}',
  'trace.parquet-unreadable.hint': '可读不压缩或 Snappy 压缩的 Parquet；其他压缩方式请先转换为 CSV',
} as const;
