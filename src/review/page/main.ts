import { element } from './elements.js';
import { Review } from './review.js';
import { Refused, talkWith } from './talk.js';
import { takeToken } from './token.js';

/** Said before there are texts: the page without its token knows no language. */
const NO_TOKEN = ['请用 mreg review 打印的完整网址打开本页。', 'Open this page by the whole address that mreg review printed.'];

const token = takeToken();
const talk = talkWith(token ?? '');
talk
  .start()
  .then((start) => new Review(talk, start).begin())
  .catch((cause: unknown) => {
    const lines = cause instanceof Refused && cause.message !== '' ? [cause.message] : NO_TOKEN;
    const said = element('article', { class: 'task empty', role: 'alert' }, ...lines.map((line) => element('p', {}, line)));
    document.body.replaceChildren(element('main', {}, said));
  });
