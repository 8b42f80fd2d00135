/** `4GB` as Trino reads it, in bytes: a GB is 1024 MB. */
export function trinoBytes(text: string | undefined): number | undefined {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*(B|kB|MB|GB|TB|PB)$/.exec(text?.trim() ?? '') ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  return Number(digits) * 1024 ** ['B', 'kB', 'MB', 'GB', 'TB', 'PB'].indexOf(unit);
}
