// Ids of tree nodes: a path whose parts may hold any character, so that two nodes never share an id and
// "lies below" is told by ids alone. `default/api.example:6443/admin` is a name of a context like any other.

/** The id of a node below another one; without a parent that of a node of the first level. */
export function nodeId(parentId: string | undefined, ...parts: readonly string[]): string {
  return [...(parentId === undefined ? [] : [parentId]), ...parts.map(escaped)].join('/');
}

/** Whether a node is another one or lies below it. */
export function isWithin(id: string, aboveId: string): boolean {
  return id === aboveId || id.startsWith(`${aboveId}/`);
}

/** The sign that parts ids stands in no part. An empty part counts as well. */
function escaped(part: string): string {
  return part.replaceAll('%', '%25').replaceAll('/', '%2F');
}
