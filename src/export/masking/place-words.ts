/** The region words an address begins with, `广东省顺德县` of `广东省顺德县新圩乡第8村`; empty when it begins with none. */
export type PlaceWords = (address: string) => string;

/**
 * Only names in the table of regions are let through, so nothing of a street or a village can be: 小区 and 开发区 end like
 * a district, too. Names follow each other from the province down, at most three of them.
 */
export function placeWords(regionNames: Iterable<string>): PlaceWords {
  const byFirst = namesByFirstCharacter(regionNames);
  return (address) => {
    let end = 0;
    for (let level = 0; level < 3; level += 1) {
      const name = byFirst.get(address.charAt(end))?.find((candidate) => address.startsWith(candidate, end));
      if (name === undefined) break;
      end += name.length;
    }
    return address.slice(0, end);
  };
}

/** The longest first, because 南海县 begins with no shorter name but 中山市区 might. */
function namesByFirstCharacter(names: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const byFirst = new Map<string, string[]>();
  for (const name of new Set(names)) byFirst.set(name.charAt(0), [...(byFirst.get(name.charAt(0)) ?? []), name]);
  for (const [first, list] of byFirst)
    byFirst.set(
      first,
      list.toSorted((left, right) => right.length - left.length),
    );
  return byFirst;
}
