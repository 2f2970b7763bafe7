/**
 * Every command, with the outcome for everybody: one table. A new command needs a row here.
 *
 * What is acted on belongs to HERE, a district: batch 1 and its quarantined row, the account `clerk-here`, ledger entries. The
 * columns behind the second bar are people of another district, and of the city it lies in.
 *
 * `+` may, and sees what lies in HERE; a bad argument shows it as well as a success, because permission comes first
 * `4` may not: exit code 4
 * `t` may with an approval, and the token is refused: exit code 4, too
 * `-` may, and what lies in HERE is not there
 *
 * In commands, `@name` is a file of the test's folder, `@new` one that is not there yet, `@self` who types, `@row` the quarantined
 * row, `@entry` a ledger entry made in HERE, `@request` and `@returned` requests of its registrar, `@digest` the hash of something, `@blank` a text of one blank. Behind the third bar: `shows` what the result says for those
 * who see what lies in HERE; `copy` when the run changes the home for those after it.
 */
const TABLE = `
                                                          nobody
                                                          | province
                                                          | | city
                                                          | | | county
                                                          | | | | registrar
                                                          | | | | | temporary
                                                          | | | | | | export officer
                                                          | | | | | | | approver
                                                          | | | | | | | | auditor
                                                          | | | | | | | | | system operator
                                                          | | | | | | | | | | security administrator
                                                          | | | | | | | | | | |   elsewhere: city, county, registrar, temporary
import @rows.csv --dry-run                              | 4 + + + + + 4 4 4 4 4 | - - - - | shows "quarantined":0
import @rows.csv --source live --dry-run                | 4 + + + + 4 4 4 4 4 4 | + + + 4
quarantine list                                         | 4 + + + + + 4 4 + 4 4 | - - - - | shows "batch":1
quarantine list --batch 1                               | 4 + + + + + 4 4 + 4 4 | 4 4 4 4
quarantine show @row                                    | 4 + + + + + 4 4 + 4 4 | 4 4 4 4
quarantine export @new                                  | 4 + + + + + 4 4 4 4 4 | - - - - | shows "rows":1
quarantine export @new --batch 1                        | 4 + + + + + 4 4 4 4 4 | 4 4 4 4
quarantine retry @repair.xlsx                           | 4 + + + + + 4 4 4 4 4 | - - - - | shows "unchanged":1
quarantine discard @row 999999 --reason x               | 4 + + + + + 4 4 4 4 4 | 4 4 4 4
batch list                                              | 4 + + + + + 4 4 + 4 4 | - - - - | shows "batch":1
batch show 1                                            | 4 + + + + + 4 4 + 4 4 | 4 4 4 4
batch undo 1 --reason @blank                            | 4 + + 4 4 4 4 4 4 4 4 | 4 4 4 4
query person --id-number 1 --purpose x                  | 4 + + + + 4 4 4 4 4 4 | + + + 4
query certificate X --purpose x                         | 4 + + + + 4 4 4 4 4 4 | + + + 4
query check @missing --purpose x --out @new             | 4 + + + + 4 4 4 4 4 4 | + + + 4
query certificate-of-record --id-number 1 --use internal --purpose x --out @new
                                                        | 4 + + + + 4 4 4 4 4 4 | + + + 4
query patrol                                            | 4 + 4 4 4 4 4 4 + + + | 4 4 4 4
detect duplicates --engine nothing                      | 4 + 4 4 4 4 4 4 4 + 4 | 4 4 4 4
detect model list                                       | 4 + 4 4 4 4 4 4 4 + 4 | 4 4 4 4
detect model show --model 99                            | 4 + 4 4 4 4 4 4 4 + 4 | 4 4 4 4
detect model estimate --threshold 2                     | 4 + 4 4 4 4 4 4 4 + 4 | 4 4 4 4
detect anomalies --rule nothing                         | 4 + 4 4 4 4 4 4 4 + 4 | 4 4 4 4
detect rules                                            | 4 + + + + + + + + + + | + + + +
share load @missing --kind death --from x --purpose x   | 4 + 4 4 4 4 4 4 4 4 4 | 4 4 4 4
share list                                              | 4 + 4 4 4 4 4 4 + 4 4 | 4 4 4 4
findings list                                           | 4 + + + + 4 4 4 + 4 4 | + + + 4
findings show 99                                        | 4 + + + + 4 4 4 + 4 4 | + + + 4
findings confirm 99                                     | 4 + + + 4 4 4 4 4 4 4 | + + 4 4
findings dismiss 99 --reason x                          | 4 + + + 4 4 4 4 4 4 4 | + + 4 4
findings reopen 99 --reason x                           | 4 + + + 4 4 4 4 4 4 4 | + + 4 4
findings merge 99 --reason x                            | 4 + + 4 4 4 4 4 4 4 4 | + 4 4 4
findings unmerge 99 --reason x                          | 4 + + 4 4 4 4 4 4 4 4 | + 4 4 4
findings report @missing.xlsx                           | 4 + + + 4 4 4 4 4 4 4 | + + 4 4
findings notices                                        | 4 + + + + 4 4 4 + 4 4 | + + + 4
ocr acceptance draw --batch 1 --dry-run                 | 4 + + + 4 4 4 4 4 4 4 | 4 4 4 4 | shows "sample":
ocr acceptance draw --batch 1                           | 4 + + + 4 4 4 4 4 4 4 | 4 4 4 4 | copy
ocr acceptance list                                     | 4 + + + 4 4 4 4 4 4 4 | + + 4 4
ocr acceptance show 99                                  | 4 + + + 4 4 4 4 4 4 4 | + + 4 4
ocr acceptance report 99 @new.html                      | 4 + + + 4 4 4 4 4 4 4 | + + 4 4
review --disagreements                                  | 4 + + + + + 4 4 4 4 4 | + + + +
review --min-score none                                 | 4 + + + + + 4 4 4 4 4 | + + + +
ledger list --kind import                               | 4 + + + 4 4 4 4 + 4 + | - - 4 4 | shows import.start
ledger list --region 440103 --limit 500                 | 4 + + + 4 4 4 4 + 4 + | - - 4 4 | shows import.start
ledger show @entry                                      | 4 + + + 4 4 4 4 + 4 + | 4 4 4 4
ledger prove @entry                                     | 4 + + + 4 4 4 4 + 4 + | 4 4 4 4
ledger verify                                           | 4 + + + 4 4 4 4 + + + | + + 4 4
ledger checkpoint                                       | 4 + 4 4 4 4 4 4 4 + + | 4 4 4 4
ledger witness list                                     | 4 + + + 4 4 4 4 + + + | + + 4 4
ledger witness add @missing/folder                      | 4 + 4 4 4 4 4 4 4 + + | 4 4 4 4
ledger witness remove @missing                          | 4 + 4 4 4 4 4 4 4 + + | 4 4 4 4
logout                                                  | 4 + + + + + + + + + + | + + + + | copy
whoami                                                  | 4 + + + + + + + + + + | + + + +
passwd --password-file @missing                         | 4 + + + + + + + + + + | + + + +
user list                                               | 4 + + + 4 4 4 4 + 4 + | - - 4 4 | shows clerk-here
user show clerk-here                                    | 4 + + + 4 4 4 4 + 4 + | 4 4 4 4
user audit --certificate-years 100                      | 4 + + + 4 4 4 4 + 4 + | + + 4 4
user incidents                                          | 4 + + + 4 4 4 4 + 4 + | + + 4 4
user depart clerk-here --on soon                        | 4 + + + 4 4 4 4 4 4 4 | 4 4 4 4
user certificate clerk-here --number 1 --issuer 440100 --issued-on soon
                                                        | 4 + + + 4 4 4 4 4 4 4 | 4 4 4 4
user report-theft clerk-here --what @blank              | 4 + + + 4 4 4 4 4 4 4 | 4 4 4 4
user report-theft @self --what x                        | 4 + + + + + + + + + + | + + + + | copy
user unfreeze clerk-here --reason x --initial-password @new
                                                        | 4 4 4 4 4 4 4 4 4 4 + | 4 4 4 4
user reset-password clerk-here --reason x --initial-password @new
                                                        | 4 4 4 4 4 4 4 4 4 4 + | 4 4 4 4
user revoke-sessions clerk-here                         | 4 + + + 4 4 4 4 4 4 + | 4 4 4 4
user appoint --username x --name x --as approver --initial-password @new --id-number-file @missing
                                                        | 4 + 4 4 4 4 4 4 4 4 4 | 4 4 4 4
request submit correction @scan.pdf --plan-sha256 @digest --reason x
                                                        | 4 + + + + 4 4 4 4 4 4 | + + + 4 | copy
request submit org-rename @scan.pdf --office 440103 --new-name x --takes-effect-on 2026-12-01 --reason x
                                                        | 4 + + + + 4 4 4 4 4 4 | 4 4 4 4 | copy
request list                                            | 4 + + + + 4 + + + 4 + | - - - 4 | shows "request":
request show @request                                   | 4 + + + + 4 + + + 4 + | 4 4 4 4
request attach @request @scan.pdf                       | 4 4 4 4 + 4 4 4 4 4 4 | 4 4 4 4 | copy
request resubmit @returned --reason y                   | 4 4 4 4 + 4 4 4 4 4 4 | 4 4 4 4 | copy
request withdraw @request                               | 4 4 4 4 + 4 4 4 4 4 4 | 4 4 4 4 | copy
request approve @request                                | 4 4 4 + 4 4 4 4 4 4 4 | 4 4 4 4 | copy
request reject @request --opinion x                     | 4 4 4 + 4 4 4 4 4 4 4 | 4 4 4 4 | copy
request return @request --opinion x                     | 4 4 4 + 4 4 4 4 4 4 4 | 4 4 4 4 | copy
org list                                                | 4 + + + + + + + + + + | + + + +
org show 440103                                         | 4 + + + + + + + + + + | + + + +
org history 440103                                      | 4 + + + + + + + + + + | + + + +
org export --public @new                                | 4 + + + + 4 4 4 4 4 4 | + + + 4
org profile show 440103                                 | 4 + + + + + + + + + + | + + + +
org profile set 440103 --from @empty.json               | 4 + + + + 4 4 4 4 4 4 | 4 4 4 4
org profile check                                       | 4 + + + + + + + + + + | + + + +
org equipment show 440103                               | 4 + + + + + + + + + + | 4 4 4 4
org equipment set 440103 --from @empty.json             | 4 + + + + 4 4 4 4 4 4 | 4 4 4 4
org equipment check                                     | 4 + + + + + + + + + + | + + + +
key register @approver.key.pub                          | 4 4 4 4 4 4 4 + 4 4 4 | 4 4 4 4 | copy
key list                                                | 4 + 4 4 4 4 + + + 4 + | 4 4 4 4
key retire ABCD --reason x                              | 4 4 4 4 4 4 4 + 4 4 + | 4 4 4 4
token list                                              | 4 + 4 4 4 4 + + + 4 + | 4 4 4 4
token revoke ABCD --reason x                            | 4 4 4 4 4 4 4 + 4 4 + | 4 4 4 4
export run --token a.b.c --format csv --out @new        | 4 4 4 4 4 4 t 4 4 4 4 | 4 4 4 4
export officer list                                     | 4 + 4 4 4 4 + + + 4 4 | 4 4 4 4
export trace @archive.csv                               | 4 + 4 4 4 4 4 4 + 4 + | 4 4 4 4
export window add --days never --reason x               | 4 + 4 4 4 4 4 4 4 4 4 | 4 4 4 4
export window list                                      | 4 + 4 4 4 4 + + + 4 4 | 4 4 4 4
export window close 99 --reason x                       | 4 + 4 4 4 4 4 4 4 4 4 | 4 4 4 4
export ledger list                                      | 4 + 4 4 4 4 + + + 4 4 | 4 4 4 4
export ledger xlsx @new                                 | 4 + 4 4 4 4 + + + 4 4 | 4 4 4 4
export ledger report @new --year 2026                   | 4 + 4 4 4 4 + + + 4 4 | 4 4 4 4
export ledger settle EXP-20990101-001 --how kept --note x  | 4 + 4 4 4 4 + 4 4 4 4 | 4 4 4 4
`;

/** Commands that ask nobody for a session. */
export const OPEN_COMMANDS: readonly string[] = [
  'validate',
  'ocr read',
  'ocr pdf',
  'validators list',
  'validators show',
  'init',
  'doctor',
  'completion',
  'help',
  'demo',
  'login',
  'key create',
  'key sign',
  'token inspect',
  'request form',
  'ocr template list',
  'ocr template check',
];

export interface MatrixRow {
  /** What is typed. */
  readonly words: readonly string[];
  /** One cell for each column. */
  readonly cells: string;
  /** Text of the result for those who see what lies in HERE. */
  readonly shows: string | undefined;
  readonly onCopy: boolean;
}

/** A long command has its cells in the line below. */
const LINE = /^(\w.*?)\s*\|([ 4t+-]+)\|([ 4t+-]+?)(?:\|(.*))?$/gmu;

export const MATRIX: readonly MatrixRow[] = [...TABLE.replaceAll(/(?<=^\w[^|\n]*)\n\s+(?=\|)/gmu, ' ').matchAll(LINE)].map(
  ([, words = '', near = '', far = '', notes = '']) => ({
    words: words.split(' '),
    cells: `${near.trim()} ${far.trim()}`,
    shows: /shows (\S+)/u.exec(notes)?.[1],
    onCopy: notes.includes('copy'),
  }),
);
