export const initMessages = {} as const;
