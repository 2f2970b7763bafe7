/**
 * A date with the precision the source had: `1986`, `1986-05` or `1986-05-04`.
 * `text` is the stored form; `first` and `last` are the days it may mean, as yyyymmdd integers (1986 → 19860101, 19861231),
 * so "certainly before" is `a.last < b.first` and "possibly before" is `a.first < b.last`.
 */
export interface PartialDate {
  readonly text: string;
  readonly precision: 'year' | 'month' | 'day';
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly first: number;
  readonly last: number;
}
