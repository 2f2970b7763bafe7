export const configMessages = {
  'config.no-home': '{home} 还没有建立数据目录',
  'config.no-home.hint': '先运行 mreg init --operator 姓名，或用 --home 指定已有的目录',
  'config.unreadable': '无法读取 {path}',
  'config.unreadable.hint': '请检查文件的权限',
  'config.not-toml': '{path} 第 {line} 行第 {column} 列不是正确的 TOML',
  'config.not-toml.hint': '文字要加引号，例如 name = "张三"',
  'config.unknown-key': '{path} 里有不认识的设置 {key}',
  'config.unknown-key.hint': '这里可用的设置：{known}',
  'config.missing-key': '{path} 里缺少设置 {key}',
  'config.missing-key.hint': '请补上这一项后再运行',
  'config.bad-value': '{path} 里的设置 {key} 不能是“{value}”',
  'config.bad-value.hint': '可用的值见 docs/configuration.md',
} as const;
