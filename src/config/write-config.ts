import { stringify } from 'smol-toml';
import type { Config } from './config.js';

export type NewConfig = Pick<Config, 'province'> & { readonly ledger: Pick<Config['ledger'], 'origin'> };

/** The `config.toml` that `init` writes: what was given, and the usual settings as comments to uncomment. */
export function configText({ province, ledger }: NewConfig): string {
  return `${stringify({ province: { ...province }, ledger: { ...ledger } })}${OPTIONAL_SETTINGS}`;
}

const OPTIONAL_SETTINGS = `
# 以下为默认值，需要时去掉行首的 # 再修改。 Defaults; remove the # to change one.

# [access]
# 会话闲置多少分钟、最长多少小时后失效。 Minutes unused, and hours at most, until a session is over.
# idle_minutes = 30
# session_hours = 12

# [access.password]
# 口令长度不得低于 6，须含字母和数字（第十九条）。 Never below 6, always letters and digits (Art. 19).
# min_length = 10
# min_classes = 3
# history = 5
# lock_after = 5
# lock_minutes = 15

# [access.hashing]
# argon2id 的开销，不得低于以下数值。 The cost of argon2id, never below these.
# memory_kib = 19456
# passes = 2
# lanes = 1

# [validation]
# 周岁从生日次日起算（day-after）或生日当天起算（birthday）。 An age counts from the day after the birthday, or from it.
# age_reached = "day-after"

# [requests]
# 各级提出意见的工作日数。 Working days each level has for its opinion.
# county_working_days = 5
# city_working_days = 5
# province_working_days = 5
# 扫描件上限。 The largest scan.
# max_scan_mib = 20

# [import]
# 线程数，0 为按处理器核数。 Worker threads; 0 = as many as processor cores.
# jobs = 0
# 别的命令正在写时最多等多少秒。 Seconds to wait while another command writes.
# busy_timeout_seconds = 10
# 隔离行超过这个数或比例就拒收。 Refuse an input with more quarantined rows than this, "100" or "5%".
# max_errors = "5%"
# chunk_bytes = 4194304

# [import.zip]
# max_entries = 1000000
# max_entry_bytes = 4294967296
# max_total_bytes = 17179869184
# max_ratio = 250

# [tables]
# 用这个目录里的表替换自带的区划、代码、法律和节假日表。 A folder with tables that replace the packaged ones.
# overrides = "tables"

# [offices]
# 登记机关应配设备清单，与自带清单合并。 What an office has to have, laid over the packaged list.
# equipment = "equipment.json"

# [ocr]
# 自己的表格版式，一个 JSON 文件一种表。 A folder with your own templates of forms, one JSON file each.
# templates = "ocr-templates"
# 更新的 PP-OCR 模型，代替自带的。 A folder with newer PP-OCR models in place of the packaged ones.
# models = "ocr-models"
# 没有把握的栏目再问 Tesseract：tesseract 或 none。 Whether Tesseract is asked about fields that lack certainty.
# second_opinion = "none"
`;
