export const importMessages = {} as const;
