/** A whole number with thousands apart, the same in both languages: `1,234,567`. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** One decimal, thousands apart: `1,234.5`. */
export function decimalText(value: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** A share of a whole as a percentage that never hides a few among many: `0.01%`, not `0%`. */
export function percentText(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (part / whole) * 100;
  if (part > 0 && percent < 0.01) return '<0.01%';
  return `${percent.toLocaleString('en-US', { maximumFractionDigits: percent < 1 ? 2 : 1 })}%`;
}
