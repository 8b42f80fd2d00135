/** Formats that an API server checks in custom resources, by the name of ours that does the same. */

const names = new Set(
  'date date-time datetime duration byte uuid uuid3 uuid4 uuid5 ipv4 ipv6 cidr mac email uri hostname'.split(
    ' ',
  ),
);

/** Undefined for a format that says nothing (`password`) or that is not known. */
export function openApiFormat(format: string | undefined): string | undefined {
  if (format === undefined || !names.has(format)) return undefined;
  return `openapi-${format === 'datetime' ? 'date-time' : format}`;
}
