/**
 * A document number read by its shape (docs/records.md; GB 11643-1999, GA/T 517).
 * `text` is the normalised number. The reading never judges: rules do.
 */
export type IdentityDocument =
  | ResidentNumber
  | { readonly kind: 'foreign-permanent-resident'; readonly text: string; readonly generation: 'old' | 'new'; readonly birth: string | undefined; readonly checkPasses: boolean | undefined }
  | { readonly kind: 'hong-kong-macao-permit' | 'taiwan-permit' | 'passport' | 'military' | 'other'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly text: string };

export interface ResidentNumber {
  /** `residence-permit` is the 18-digit card of Hong Kong (81), Macao (82) and Taiwan (83) residents. */
  readonly kind: 'resident-18' | 'resident-15' | 'residence-permit';
  readonly text: string;
  /** The 18-digit reading; equals `text` for 18-digit numbers. */
  readonly eighteen: string;
  /** Six-digit region code as of the number's assignment. */
  readonly region: string;
  /** yyyymmdd as written in the number; not necessarily a real day. */
  readonly birth: string;
  readonly birthIsRealDay: boolean;
  readonly sex: 'male' | 'female';
  /** MOD 11-2 check of ISO 7064; `true` for 15-digit numbers, which have none. */
  readonly checkPasses: boolean;
}
