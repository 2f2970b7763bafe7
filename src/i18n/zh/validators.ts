export const validatorsMessages = {} as const;
