export const name = 'awake';
