/** What JSON can carry. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * `T` itself when JSON can carry it, `never` where it cannot (dates, maps, functions, bigints). Unlike `JsonValue` it takes
 * interfaces too, which have no index signature.
 */
export type Jsonable<T> = T extends JsonValue | undefined
  ? T
  : T extends bigint | symbol | Date | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown> | ((...args: never) => unknown)
    ? never
    : { readonly [Key in keyof T]: Jsonable<T[Key]> };
