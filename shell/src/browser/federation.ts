export const name = 'federation';
