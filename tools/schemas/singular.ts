/** Name of one item of a list, by the list's: `policies` to `policy`, `hosts` to `host`. For imports. */
export function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
}
