export const quarantineMessages = {} as const;
