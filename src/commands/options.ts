/** The commander parsed these by the kinds in the catalogue, so each reader only narrows. */
type Options = Readonly<Record<string, unknown>>;

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function countOption(options: Options, name: string): number | undefined {
  const value = options[name];
  return typeof value === 'number' ? value : undefined;
}

export function switchOption(options: Options, name: string): boolean {
  return options[name] === true;
}
