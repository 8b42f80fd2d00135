/** A value as JSON on one line, cut off where it gets long: it may be as large and as deep as a schema's author likes. */
export function shortJson(value: unknown, maxLength: number): string {
  const text = written(value, maxLength);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

/** Whole where it is not longer than `left`; else at least that much of it. */
function written(value: unknown, left: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, left + 1));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  let text = open ?? '';
  for (const key in value) {
    if (text.length > left) break;
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key.slice(0, left + 1))}:`;
    const separator = text.length > 1 ? ',' : '';
    text += separator + name;
    text += written((value as Record<string, unknown>)[key], left - text.length);
  }
  return text + (close ?? '');
}
