const DIGITS = '〇一二三四五六七八九';

/** `2026-11-25` as a certificate writes it: 二〇二六年十一月二十五日. */
export function chineseDate(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${spelled(year)}年${counted(Number(month))}月${counted(Number(date))}日`;
}

function spelled(year: string): string {
  return [...year].map((digit) => DIGITS[Number(digit)]).join('');
}

/** Up to 99, with 十 for the tens. */
function counted(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return head + (ones === 0 ? '' : DIGITS[ones]);
}
