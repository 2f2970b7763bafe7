export const configMessages = {} as const;
