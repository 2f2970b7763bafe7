export const batchMessages = {} as const;
