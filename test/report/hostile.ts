/** What a file may hold to break out of the page that shows it. */
export const HOSTILE = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><style>*{}',
  '</title>',
  '<!--',
  '=HYPERLINK("http://x")',
  '&lt;',
  '\u202Egnp',
  '\u0000\uD800',
];

/** Every tag with the names of its attributes. */
export function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<[^>]*>/gu)].map((match) => match[0].replace(/"[^"]*"/gu, '""'));
}
