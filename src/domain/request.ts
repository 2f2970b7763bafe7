/** What may be applied for (业务问题, Art. 11–13, 18, 31–33); keys as in PRODUCT §2. */
export const REQUEST_KINDS = [
  'org-open',
  'org-close',
  'org-rename',
  'user-open',
  'user-close',
  'user-permission',
  'correction',
  'deletion',
  'archive-import',
  'export',
] as const;

export type RequestKind = (typeof REQUEST_KINDS)[number];

/** `submitted` waits for an opinion, `returned` for its applicant; the other three are ends. */
export const REQUEST_STATES = ['submitted', 'returned', 'approved', 'rejected', 'withdrawn'] as const;

export type RequestState = (typeof REQUEST_STATES)[number];
