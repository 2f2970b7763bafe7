const READING_POSITIONS = [1, 2, 3, 4];

/** `sound_man` from the name's characters, each by its class of reading; `''` for a character without one. */
function soundSql(column: string): string {
  const classes = READING_POSITIONS.map((at) => `coalesce(${column}${at}.class, '')`);
  return `CASE WHEN ${column} IS NULL THEN NULL ELSE ${classes.join(` || '.' || `)} END`;
}

function soundJoins(column: string): string {
  return READING_POSITIONS.map(
    (at) => `LEFT JOIN reading ${column}${at} ON ${column}${at}.character = substring(${column}, ${at}, 1)`,
  ).join('\n');
}

function asciiSql(column: string): string {
  return `list_aggregate(list_transform(string_split(${column}, ''), lambda c: chr(33 + ord(c) % 90)), 'string_agg', '')`;
}

/** A number of 15 digits gets its century, one of 18 loses its check character: what one cleans before linking. */
function numberSql(column: string): string {
  return `CASE length(${column}) WHEN 15 THEN left(${column}, 6) || '19' || right(${column}, 9) WHEN 18 THEN left(${column}, 17) END`;
}

/** The same two columns whoever stands as the man; nothing where one of both is not given. */
function lowAndHigh(what: string): string {
  const [man, woman] = [`${what}_man`, `${what}_woman`];
  const both = `${man} IS NOT NULL AND ${woman} IS NOT NULL`;
  return ['least', 'greatest']
    .map((end, index) => `CASE WHEN ${both} THEN ${end}(${man}, ${woman}) END AS ${what}_${['low', 'high'][index]}`)
    .join(', ');
}

/** Reads and cleans the rows: table `record`. Table `reading` gives each character its class. */
export function recordsSql(rowsFile: string): readonly string[] {
  return [
    `CREATE TABLE raw AS
     SELECT CAST(remark AS INTEGER) AS token, op_type, op_date, nullif(cert_no, '') AS cert_no, nullif(dept_name, '') AS dept_name,
       nullif(operator, '') AS operator, nullif(doc_no, '') AS volume,
       nullif(name_man, '') AS name_man, ${numberSql('cert_num_man')} AS id_man, nullif(birth_man, '') AS birth_man, nullif(reg_detail_man, '') AS address_man,
       nullif(name_woman, '') AS name_woman, ${numberSql('cert_num_woman')} AS id_woman, nullif(birth_woman, '') AS birth_woman, nullif(reg_detail_woman, '') AS address_woman
     FROM read_csv('${rowsFile}', header = true, all_varchar = true, delim = ',', quote = '')`,
    `CREATE TABLE record AS
     WITH sounded AS (
       SELECT raw.*, ${soundSql('name_man')} AS sound_man, ${soundSql('name_woman')} AS sound_woman FROM raw
       ${soundJoins('name_man')}
       ${soundJoins('name_woman')})
     SELECT *, ${asciiSql('name_man')} AS name_man_ascii, ${asciiSql('name_woman')} AS name_woman_ascii,
       ${lowAndHigh('sound')}, ${lowAndHigh('birth')}, ${lowAndHigh('id')},
       left(name_man, 1) AS surname_man, left(name_woman, 1) AS surname_woman, left(op_date, 4) AS year, left(dept_name, 2) AS place,
       CASE WHEN length(op_date) = 10 THEN op_date END AS whole_date
     FROM sounded`,
    'DROP TABLE raw',
  ];
}
