// A file of facts as text: JSON in which what fits on a line stands on one, so that it is small and a change shows as the
// line that changed.

const width = 140;

export function factsText(facts: object): string {
  return `${lines(facts, '', 0)}\n`;
}

/** `used` is what stands on the line already. */
function lines(value: unknown, indent: string, used: number): string {
  const short = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || used + short.length <= width) return short;
  const deeper = `${indent} `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${deeper}${lines(item, deeper, deeper.length)}`);
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value).map(([name, field]) => {
    const start = `${deeper}${JSON.stringify(name)}: `;
    return start + lines(field, deeper, start.length);
  });
  return `{\n${fields.join(',\n')}\n${indent}}`;
}
