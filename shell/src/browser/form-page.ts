export const name = 'form-page';
