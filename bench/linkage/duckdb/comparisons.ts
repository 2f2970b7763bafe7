/**
 * The comparisons as someone who knows Splink 4 would set them up for this archive: its NameComparison (Jaro–Winkler 0.92, 0.88, 0.7),
 * DateOfBirthComparison (Damerau–Levenshtein 1, a month, a year, ten years), Damerau–Levenshtein 1 and Levenshtein 2 for numbers,
 * exact matches elsewhere. Levels are numbered as Splink does: −1 is null, 0 is "all other", the highest is exact.
 */
export interface SqlComparison {
  readonly name: string;
  /** Highest first; each an SQL condition on `l` and `r`. */
  readonly levels: readonly string[];
  /** A column whose value's frequency adjusts the exact level (Splink's term frequency adjustment). */
  readonly frequencyOf?: string;
  readonly isNull: string;
}

function either(column: string): string {
  return `l.${column} IS NULL OR r.${column} IS NULL`;
}

function names(column: string, compared: string): SqlComparison {
  const likeness = `jaro_winkler_similarity(l.${compared}, r.${compared})`;
  const levels = [`l.${column} = r.${column}`, `${likeness} >= 0.92`, `${likeness} >= 0.88`, `${likeness} >= 0.7`];
  return { name: column, levels, frequencyOf: column, isNull: either(column) };
}

function numbers(column: string): SqlComparison {
  const levels = [
    `l.${column} = r.${column}`,
    `damerau_levenshtein(l.${column}, r.${column}) <= 1`,
    `levenshtein(l.${column}, r.${column}) <= 2`,
    `levenshtein(l.${column}, r.${column}) <= 4`,
  ];
  return { name: column, levels, isNull: either(column) };
}

function dates(column: string): SqlComparison {
  const days = `abs(date_diff('day', try_cast(l.${column} AS DATE), try_cast(r.${column} AS DATE)))`;
  const levels = [
    `l.${column} = r.${column}`,
    `damerau_levenshtein(l.${column}, r.${column}) <= 1`,
    `${days} <= 30`,
    `${days} <= 365`,
    `${days} <= 3650`,
  ];
  return { name: column, levels, isNull: either(column) };
}

function texts(column: string): SqlComparison {
  const likeness = `jaro_winkler_similarity(l.${column}, r.${column})`;
  return { name: column, levels: [`l.${column} = r.${column}`, `${likeness} >= 0.9`, `${likeness} >= 0.7`], isNull: either(column) };
}

function exactly(column: string): SqlComparison {
  return { name: column, levels: [`l.${column} = r.${column}`], isNull: either(column) };
}

export type NamesAs = 'bytes' | 'characters';

/**
 * DuckDB's Jaro–Winkler compares bytes, three to a Chinese character: `bytes` is what Splink generates. `characters` gives the baseline
 * what its author might come to in the end: each character mapped to one of 90 ASCII signs first.
 */
export function comparisons(namesAs: NamesAs): readonly SqlComparison[] {
  const suffix = namesAs === 'bytes' ? '' : '_ascii';
  return [
    names('name_man', `name_man${suffix}`),
    names('name_woman', `name_woman${suffix}`),
    numbers('id_man'),
    numbers('id_woman'),
    dates('birth_man'),
    dates('birth_woman'),
    dates('op_date'),
    { ...numbers('cert_no'), levels: [`l.cert_no = r.cert_no`, `damerau_levenshtein(l.cert_no, r.cert_no) <= 1`] },
    texts('dept_name'),
    exactly('address_man'),
    exactly('address_woman'),
    exactly('volume'),
    exactly('operator'),
  ];
}

export function levelSql({ name, levels, isNull }: SqlComparison): string {
  const cases = levels.map((condition, index) => `WHEN ${condition} THEN ${levels.length - index}`);
  return `CASE WHEN ${isNull} THEN -1 ${cases.join(' ')} ELSE 0 END AS gamma_${name}`;
}
