/** In bytes, as the option -Xmx of the JVM reads it: `4g`, `4096m`, a bare number of bytes; undefined for anything else. */
export function heapBytes(text: string | undefined): number | undefined {
  const [, digits, unit = ''] = /^(\d+)([kmgt]?)$/i.exec(text ?? '') ?? [];
  if (digits === undefined) return undefined;
  return Number(digits) * 1024 ** (unit === '' ? 0 : 'kmgt'.indexOf(unit.toLowerCase()) + 1);
}
