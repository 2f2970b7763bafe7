import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { escapeHtml } from '../report/html/escape.js';

/** The document before its script runs: no data, no text of a record, nothing inline. */
export function pageShell(lang: Lang): string {
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>mreg review</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<script type="module" src="/page/main.js"></script>
</head>
<body>
<noscript>${escapeHtml(translate(lang, 'review.page.no-script'))}</noscript>
</body>
</html>
`;
}

export const PAGE_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5fa8"/><rect x="6" y="8" width="8" height="16" rx="1.5" fill="#fff"/><rect x="18" y="8" width="8" height="16" rx="1.5" fill="#fff"/><path d="M18 13h8" stroke="#e0701a" stroke-width="3"/></svg>`;
