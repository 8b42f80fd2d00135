/** `source` of every diagnostic. */
export const diagnosticSource = 'Data Platform';
