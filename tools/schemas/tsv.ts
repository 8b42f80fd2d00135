// Reads tables of facts: a line of names of columns, then a row a line, columns parted by tabs.

/** Each row by the names of its columns. */
export function rowsOf(tsv: string): Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = tsv.split(/\r?\n/);
  const columns = head.split('\t');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
    });
}
