/** What other departments hand over (Art. 2): it ends marriages that the registry does not see end. */
export const LIFE_EVENT_KINDS = ['death', 'court-divorce', 'revocation'] as const;
export type LifeEventKind = (typeof LIFE_EVENT_KINDS)[number];

/** An event in the life of one person, or of both parties of a marriage. No document number is in it. */
export interface LifeEvent {
  readonly kind: LifeEventKind;
  /** `personKey` of the document number. */
  readonly personKey: number;
  readonly personName: string;
  /** 0 and '' for a death, and where a file does not name the other party. */
  readonly spouseKey: number;
  readonly spouseName: string;
  /** As registrations have dates: `2019`, `2019-05` or `2019-05-20`. */
  readonly happenedOn: string;
  /** Number of the judgment, of the certificate of death. */
  readonly reference: string;
}
