import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../lib/work-files.js';
import { blockedPairsSql } from './blocking.js';
import { comparisons, levelSql, type NamesAs, type SqlComparison } from './comparisons.js';
import { meanOfSessions, mByExpectation, uFromRandomPairs, type Pattern, type SqlModel } from './estimate.js';
import { recordsSql } from './records.js';

/*
 * The yardstick: record linkage in DuckDB alone, by the SQL that Splink 4 generates (read the rows, estimate u from random pairs and m by
 * expectation maximisation, block, compare, score with term frequencies, write the pairs). EM runs on the counts of patterns here
 * as there. A process of its own, so that its time and memory are its own.
 */
const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string' },
    out: { type: 'string' },
    names: { type: 'string', default: 'bytes' },
    temporary: { type: 'string' },
  },
});

/** Splink's own default. */
const RANDOM_PAIRS = 1_000_000;
/** Splink asks for deterministic rules and the recall one believes they have. */
const DETERMINISTIC_RECALL = 0.5;
/** Pairs under it are of no interest to anyone; Splink's threshold_match_probability. */
const LEAST_PROBABILITY = 0.01;

const instance = await DuckDBInstance.create(':memory:', { threads: '2', temp_directory: flags.temporary ?? '/tmp/duckdb-linkage' });
const connection = await instance.connect();
await link(connection, comparisons(flags.names as NamesAs));
connection.closeSync();
instance.closeSync();

async function link(database: DuckDBConnection, compared: readonly SqlComparison[]): Promise<void> {
  await readRecords(database);
  const model = await estimate(database, compared);
  await database.run(`CREATE TABLE blocked AS ${blockedPairsSql('record')}`);
  const pairs = await numberOf(database, 'SELECT count(*) FROM blocked');
  await database.run(`COPY (${predictSql(compared, model)}) TO '${flags.out ?? ''}' (HEADER)`);
  process.stdout.write(JSON.stringify({ pairs, prior: model.prior }));
}

async function readRecords(database: DuckDBConnection): Promise<void> {
  await database.run('CREATE TABLE reading(character VARCHAR, class VARCHAR)');
  await database.run(`INSERT INTO reading VALUES ${readingValues()}`);
  for (const statement of recordsSql(flags.rows ?? '')) await database.run(statement);
}

/** The primary syllable of each character, from the table of the program. */
function readingValues(): string {
  const [, mandarin = ''] = readFileSync(join(ROOT, 'data', 'han-readings.txt'), 'utf8').split(/^\[\w+\]\n/mu);
  const lines = mandarin.trim().split('\n');
  return lines
    .flatMap((line) => {
      const [, syllable = '', primary = ''] = /^([a-z]+)\d? (.*)\|/u.exec(line) ?? [];
      return [...primary].map((character) => `('${character}', '${syllable}')`);
    })
    .join(',');
}

async function estimate(database: DuckDBConnection, compared: readonly SqlComparison[]): Promise<SqlModel> {
  const records = await numberOf(database, 'SELECT count(*) FROM record');
  const each = Math.ceil(Math.sqrt(RANDOM_PAIRS));
  await database.run(`CREATE TABLE sample_left AS SELECT * FROM record USING SAMPLE reservoir(${each} ROWS) REPEATABLE (1)`);
  await database.run(`CREATE TABLE sample_right AS SELECT * FROM record USING SAMPLE reservoir(${each} ROWS) REPEATABLE (2)`);
  const random = await patternsOf(database, compared, 'sample_left l JOIN sample_right r ON l.op_type = r.op_type AND l.token <> r.token');
  const levelCounts = compared.map(({ levels }) => levels.length + 1);
  const u = uFromRandomPairs(random, levelCounts);
  const sessions = [];
  for (const columns of [
    ['name_man', 'name_woman'],
    ['op_date', 'birth_man'],
  ]) {
    const on = columns.map((column) => `l.${column} = r.${column}`).join(' AND ');
    const patterns = await patternsOf(
      database,
      compared,
      `record l JOIN record r ON l.op_type = r.op_type AND ${on} AND l.token < r.token`,
    );
    const skipped = new Set(compared.flatMap(({ name }, index) => (columns.includes(name) ? [index] : [])));
    const m = mByExpectation(patterns, u, skipped);
    sessions.push(m.map((levels, index) => (skipped.has(index) ? undefined : levels)));
  }
  const certain = await numberOf(
    database,
    `SELECT count(*) FROM record l JOIN record r ON l.op_type = r.op_type AND l.op_date = r.op_date AND l.token < r.token
     AND ((l.name_man = r.name_man AND l.name_woman = r.name_woman) OR (l.id_man = r.id_man AND l.id_woman = r.id_woman))`,
  );
  return { prior: certain / DETERMINISTIC_RECALL / ((records * (records - 1)) / 2), m: meanOfSessions(sessions), u };
}

async function patternsOf(database: DuckDBConnection, compared: readonly SqlComparison[], from: string): Promise<readonly Pattern[]> {
  const gammas = compared.map(({ name }) => `gamma_${name}`).join(', ');
  const sql = `SELECT ${gammas}, count(*) FROM (SELECT ${compared.map(levelSql).join(', ')} FROM ${from}) GROUP BY ALL`;
  const rows = (await database.runAndReadAll(sql)).getRows();
  return rows.map((row) => ({ levels: row.slice(0, -1).map(Number), count: Number(row.at(-1)) }));
}

/** Splink's prediction: the product of Bayes factors; at the exact level of a name u is the frequency of the value. */
function predictSql(compared: readonly SqlComparison[], { prior, m, u }: SqlModel): string {
  const factors = compared.map(({ name, levels, frequencyOf }, index) => {
    const cases = Array.from({ length: levels.length + 1 }, (_, level) => {
      const [own, other] = [m[index]?.[level] ?? 1, u[index]?.[level] ?? 1];
      const isExact = level === levels.length && frequencyOf !== undefined;
      return `WHEN ${level} THEN log2(${isExact ? `${own} / tf_${name}` : String(own / other)})`;
    });
    return `CASE gamma_${name} ${cases.join(' ')} ELSE 0 END`;
  });
  const adjusted = compared.flatMap(({ frequencyOf }) => frequencyOf ?? []);
  const frequencies = adjusted.map(
    (column) => `tf_${column} AS (SELECT ${column}, count(*) / (SELECT count(${column}) FROM record) AS tf FROM record GROUP BY 1)`,
  );
  const weight = `${Math.log2(prior / (1 - prior))} + ${factors.join(' + ')}`;
  return `WITH ${frequencies.join(', ')},
    vectors AS (
      SELECT left_token, right_token, ${compared.map(levelSql).join(', ')}, ${adjusted.map((column) => `t_${column}.tf AS tf_${column}`).join(', ')}
      FROM blocked JOIN record l ON l.token = left_token JOIN record r ON r.token = right_token
      ${adjusted.map((column) => `LEFT JOIN tf_${column} t_${column} ON t_${column}.${column} = l.${column}`).join(' ')}),
    weighed AS (SELECT left_token, right_token, ${weight} AS weight FROM vectors)
  SELECT left_token, right_token, 1 / (1 + pow(2, -weight)) AS probability FROM weighed WHERE 1 / (1 + pow(2, -weight)) >= ${LEAST_PROBABILITY}`;
}

async function numberOf(database: DuckDBConnection, sql: string): Promise<number> {
  return Number((await database.runAndReadAll(sql)).getRows()[0]?.[0]);
}
