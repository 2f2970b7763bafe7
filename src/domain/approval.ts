import type { FieldKey } from './fields.js';

/** What an approved export may hold: PRODUCT §4. Keys are those of the token's claims. */
export const EXPORT_FORMATS = ['csv', 'xlsx', 'jsonl', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/**
 * How a value leaves: `plain` as stored, `mask` with its middle starred, `generalise` to a year, a region or a group,
 * `pseudonym` a keyed name that is stable inside one export only.
 */
export const MASKINGS = ['plain', 'mask', 'generalise', 'pseudonym'] as const;
export type Masking = (typeof MASKINGS)[number];

export interface ExportFilter {
  /** Codes of types; absent means all. */
  readonly op_types?: readonly string[];
  /** Region codes: a province, cities or counties; absent means all. */
  readonly regions?: readonly string[];
  readonly offices?: readonly string[];
  /** First and last day of registration, `YYYY-MM-DD`. */
  readonly from?: string;
  readonly until?: string;
}

export interface ExportScope {
  readonly fields: readonly FieldKey[];
  /** Fields that are not named here get the default of their kind, which de-identifies. */
  readonly masking: Readonly<Partial<Record<FieldKey, Masking>>>;
  readonly filter: ExportFilter;
  readonly formats: readonly ExportFormat[];
  /** Present when only counts may leave: by these fields, cells under k suppressed. */
  readonly statistics?: { readonly by: readonly FieldKey[]; readonly k: number };
}

/** The claims of an approval token: a compact JWS, EdDSA, `kid` the approver's key. */
export interface ApprovalClaims {
  /** The province, `mreg:440000`. */
  readonly iss: string;
  /** Username of the export officer. */
  readonly sub: string;
  readonly jti: string;
  /** Seconds since 1970. */
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
  /** Number of the approved request. */
  readonly request: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly scope: ExportScope;
  readonly max_rows: number;
  readonly uses: number;
}
