export const readersMessages = {} as const;
