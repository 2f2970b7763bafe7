export const referenceMessages = {} as const;
