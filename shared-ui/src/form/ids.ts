/** The id of a field's control, which the error summary's links lead to; further options of a group carry their value. */
export const idOf = (field: { name: string }, option?: string): string =>
  option === undefined ? `f-${field.name}` : `f-${field.name}-${option}`;
