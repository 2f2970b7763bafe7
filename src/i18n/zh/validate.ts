export const validateMessages = {} as const;
