/** A telephone number as people write it: digits, spaces and hyphens, perhaps a plus in front. */
export const PHONE_NUMBER = /^\+?\d[\d -]{3,18}\d$/u;
