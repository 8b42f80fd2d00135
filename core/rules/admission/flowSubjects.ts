/** The field of a subject of a flow schema by its kind. */
export const subjectFields: Record<string, string> = {
  Group: 'group',
  ServiceAccount: 'serviceAccount',
  User: 'user',
};
