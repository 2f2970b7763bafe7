/**
 * A registration as record linkage sees it: 24 unsigned 32-bit words, 96 bytes, so that what is compared of a pair lies in three cache
 * lines and 30 million records are 2.9 GB. The encoder (encode-record.ts) writes it, comparisons read it, nothing else knows it.
 *
 * Text is folded (domain/text-folding.ts) before. 0 is "not given" everywhere. Dates are the decimal number yyyymmdd with 00 for
 * parts that are not known. Names are in capital letters and without blanks, dots and dashes, which only part their words; they hold
 * their first four UTF-16 code units, two a word, low half first; of a longer name the fourth unit is a hash of the rest, and
 * NAMES_AND_FOLK has the true length (at most 255 counted).
 * Document numbers hold digits 1 to 8 and 9 to 16, four bits each, first digit in the lowest bits, digit value + 1 so that 0 is no
 * digit; DOCUMENTS holds digit 17 and the check character. A 15-digit number is stored as its 18-digit reading. One that is malformed
 * (14 to 20 characters, most of them digits) holds its characters where they stand: X is 11, anything else that is no digit 15, and
 * what lies beyond its end 0. Of any other document the two words are a 64-bit hash. A placeholder is "not given".
 * Only active registrations have a record.
 */
export const RECORD_WORDS = 24;
export const RECORD_BYTES: number = RECORD_WORDS * 4;

/** Word of each part within a record. */
export const WORD = {
  /** Lower 32 bits of the registration id. */
  ID: 0,
  /** Bits 0–7 upper bits of the id; 8–11 type (`TYPE_CODES`; 0 is none of them); 12 复婚, 13 补办. */
  KIND: 1,
  OP_DATE: 2,
  NAME_MAN: 3,
  NAME_WOMAN: 5,
  /** Bits 0–7 length of the man's name, 8–15 of the woman's, 16–23 his ethnic group, 24–31 hers. */
  NAMES_AND_FOLK: 7,
  DOCUMENT_MAN: 8,
  DOCUMENT_WOMAN: 10,
  /**
   * Man in bits 0–15, woman in bits 16–31: 0–3 digit 17 (+1), 4–7 check character (+1, X is 11), 8–10 kind (`DOCUMENT_KINDS`),
   * 11 the check character is right.
   */
  DOCUMENTS: 12,
  BIRTH_MAN: 13,
  BIRTH_WOMAN: 14,
  /** Hash of the office: its code, else the code that the tables have for its name, else its folded name. */
  OFFICE: 15,
  /** Six digits: the county-level region today of the office (successors followed; the first of several), 0 when unknown. */
  REGION: 16,
  /** Bits 0–2 form of the certificate number (0 none, 1–4 F1–F4, 5 court, 6 unparsed), 3–31 hash of everything but its serial. */
  CERTIFICATE: 17,
  /** The serial as a number, or a hash of the whole text of a court's or an unparsed one. */
  SERIAL: 18,
  /** Hash of the address in a light canonical form (encode-address.ts); 0 when not given. */
  ADDRESS_MAN: 19,
  ADDRESS_WOMAN: 20,
  /** Hash of fonds, year and volume; 0 when no volume is given. */
  VOLUME: 21,
  /** Bits 0–31: hash of the registrar's name. */
  OPERATOR: 22,
  /** Nothing yet: kept 0, so that a part can be added without another size. */
  SPARE: 23,
} as const;

export const TYPE_CODES = { IA: 1, IB: 2, ICA: 3, ICB: 4, ID: 5 } as const;
export const DOCUMENT_KINDS = { none: 0, resident: 1, residentFrom15: 2, other: 3, malformed: 4 } as const;
