/** Names as people order them: runs of digits by their value, all else by code point, so that the order is the same on every machine. */
export function naturalOrder(left: string, right: string): number {
  const [ours, theirs] = [pieces(left), pieces(right)];
  for (const [at, piece] of ours.entries()) {
    const order = orderOf(piece, theirs[at]);
    if (order !== 0) return order;
  }
  return ours.length < theirs.length ? -1 : plainOrder(left, right);
}

const pieces = (name: string): readonly string[] => name.normalize('NFKC').match(/\d+|\D+/gu) ?? [];

function orderOf(piece: string, other: string | undefined): number {
  if (other === undefined) return 1;
  if (!/^\d/u.test(piece) || !/^\d/u.test(other)) return plainOrder(piece, other);
  const [ours, theirs] = [piece.replace(/^0+(?=\d)/u, ''), other.replace(/^0+(?=\d)/u, '')];
  return ours.length - theirs.length || plainOrder(ours, theirs);
}

function plainOrder(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
