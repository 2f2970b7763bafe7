/** Values of a cell by dimension; `undefined` where it is the total over that dimension. */
export type CubePlace = readonly (string | undefined)[];

export interface CubeCell {
  readonly place: CubePlace;
  count: number;
  isSuppressed: boolean;
}

/** A total and the cells that add up to it along one dimension: with all but one known, the last is known too. */
export interface CubeSum {
  readonly total: CubeCell;
  readonly parts: readonly CubeCell[];
}

export interface CountCube {
  readonly cells: readonly CubeCell[];
  readonly sums: readonly CubeSum[];
}

export interface CountedGroup {
  readonly values: readonly string[];
  readonly count: number;
}

/** Every count with its totals over each dimension, over each two, and over all. Groups with the same values are added up. */
export function countCube(groups: Iterable<CountedGroup>): CountCube {
  const cells = new Map<string, CubeCell>();
  for (const { values, count } of groups) {
    for (const place of placesAbove(values)) {
      const key = JSON.stringify(place);
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, { place, count, isSuppressed: false });
      else cell.count += count;
    }
  }
  return { cells: [...cells.values()], sums: sumsOf(cells) };
}

/** The place itself and every place with some of its values left open. */
function placesAbove(values: readonly string[]): readonly CubePlace[] {
  return values.reduce<readonly CubePlace[]>(
    (places, value) =>
      places.flatMap((place) => [
        [...place, value],
        [...place, undefined],
      ]),
    [[]],
  );
}

function sumsOf(cells: ReadonlyMap<string, CubeCell>): readonly CubeSum[] {
  const parts = new Map<string, CubeCell[]>();
  for (const cell of cells.values()) {
    for (const [dimension, value] of cell.place.entries()) {
      if (value === undefined) continue;
      const key = `${dimension} ${JSON.stringify(cell.place.with(dimension, undefined))}`;
      parts.set(key, [...(parts.get(key) ?? []), cell]);
    }
  }
  return [...parts].flatMap(([key, addends]) => {
    const total = cells.get(key.slice(key.indexOf(' ') + 1));
    return total === undefined ? [] : [{ total, parts: addends }];
  });
}
