// A process that reads pages as the program's own does, but knows only tones: so a test can have it die or hang on a page of its choice.
import { appendFileSync, existsSync } from 'node:fs';
import { PageServer } from '../../dist/scans/pages/page-server.js';

const DIES = 11;
const DIES_ONCE = 12;
const HANGS = 13;
/** Pages of these tones and above are forms: those with an even one are read with doubt. */
const FIRST_FORM = 20;
const TONES_APART = 5;
const STRAIGHT = { turn: 0, skewDegrees: 0, scale: 1, width: 1, height: 1 };

function formFields(code) {
  const values = {
    op_type: 'IA',
    op_date: '1975-03-08',
    name_man: '陈样本',
    birth_man: '1950-01-02',
    name_woman: '林例子',
    birth_woman: '1951-03-04',
    dept_name: '样板公社',
    cert_no: `样字第${code}号`,
  };
  const box = { left: 0, top: 0, width: 1, height: 1 };
  return Object.entries(values).map(([key, value]) => {
    const standing = code % 2 === 0 && key === 'name_man' ? 'doubtful' : 'agreed';
    return { key, value, written: value, confidence: 0.5, standing, evidence: [], box };
  });
}

/** @param id told with each reading; @param notePath where a page leaves word that it killed */
function toneReader(id, notePath) {
  return {
    id,
    close: async () => undefined,
    read: async ({ image }) => {
      const code = Math.round(image.pixels[0] / TONES_APART);
      const isFirst = !existsSync(notePath);
      if (code === DIES || code === DIES_ONCE) appendFileSync(notePath, 'x');
      if (code === DIES || (code === DIES_ONCE && isFirst)) process.kill(process.pid, 'SIGSEGV');
      if (code === HANGS) for (;;);
      const page = { problem: '', template: String(code), templateVersion: 0, reader: id, straightening: STRAIGHT };
      return code >= FIRST_FORM ? { ...page, outcome: 'read', fields: formFields(code) } : { ...page, outcome: 'blank', fields: [] };
    },
  };
}

function send(answer) {
  process.send({ answer, residentBytes: process.memoryUsage.rss() });
}

process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.once('message', ({ templates }) => {
  const [wish, id = String(process.pid)] = templates.map((template) => template.id);
  const server = new PageServer(toneReader(id, wish));
  let work = Promise.resolve();
  process.on('message', (request) => {
    work = work.then(async () => send(await server.answer(request)));
  });
  if (wish === 'cannot') send({ kind: 'cannot-start', refusal: { errorKind: 'configuration', key: 'a.key', values: {} } });
  else if (wish === 'ends') process.exit(3);
  else send({ kind: 'ready', reader: id });
});
