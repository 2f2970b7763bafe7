/**
 * The blocking rules of the program (docs/linkage.md) as equalities of columns. Splink has no readings of Chinese characters: the
 * baseline is given them as columns, so that both look at the same pairs. `a = b AND …` within one type of registration.
 */
export const SQL_BLOCKING_RULES: readonly (readonly string[])[] = [
  ['op_type', 'id_man'],
  ['op_type', 'id_woman'],
  ['op_type', 'sound_low', 'sound_high'],
  ['op_type', 'birth_low', 'birth_high'],
  ['op_type', 'cert_no', 'year', 'place'],
  ['op_type', 'op_date', 'dept_name', 'surname_man', 'surname_woman'],
  ['op_type', 'whole_date', 'sound_man'],
  ['op_type', 'whole_date', 'sound_woman'],
  ['op_type', 'whole_date', 'birth_man'],
  ['op_type', 'whole_date', 'birth_woman'],
  ['op_type', 'sound_man', 'birth_man'],
  ['op_type', 'sound_woman', 'birth_woman'],
  ['op_type', 'id_low', 'id_high'],
];

function agreeing(columns: readonly string[]): string {
  return columns.map((column) => `l.${column} = r.${column}`).join(' AND ');
}

/** As Splink joins: a pair that an earlier rule made is left out of later ones by its condition. */
export function blockedPairsSql(table: string): string {
  const parts = SQL_BLOCKING_RULES.map((rule, index) => {
    const earlier = SQL_BLOCKING_RULES.slice(0, index).map((columns) => `AND NOT coalesce(${agreeing(columns)}, false)`);
    return `SELECT l.token AS left_token, r.token AS right_token FROM ${table} l JOIN ${table} r ON ${agreeing(rule)} WHERE l.token < r.token ${earlier.join(' ')}`;
  });
  return parts.join('\nUNION ALL\n');
}
