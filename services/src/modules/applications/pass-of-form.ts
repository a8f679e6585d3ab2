/** What a document's form is issued for: saving what is typed and sending files, and nothing of what the agency's own code may do. */
export const passOfForm = (agency: string): string => `${agency} form`;
