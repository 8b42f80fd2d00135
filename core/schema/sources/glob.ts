import { compileRe2 } from '../../patterns/re2.ts';

/**
 * Whether a path is one that a glob means: `**` stands for any folders, `*` and `?` for characters within a name,
 * `{a,b}` for either. A brace without its partner stands for itself.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  const compiled = compileRe2(`^(?s:${expressionOf(glob)})$`);
  if (!compiled.ok) return () => false;
  return (path) => compiled.expression.test(path) === true;
}

function expressionOf(glob: string): string {
  const closing = closingBraces(glob);
  let depth = 0;
  return glob.replace(/\*\*\/|\*\*|[*?{},]|[.+^$()|[\]\\]/g, (part, at: number) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part === ',') return depth > 0 ? '|' : ',';
    if (part === '{' && closing.has(at)) {
      depth++;
      return '(?:';
    }
    if (part === '}' && depth > 0) {
      depth--;
      return ')';
    }
    return `\\${part}`;
  });
}

/** Offsets of the braces that another one closes. */
function closingBraces(glob: string): ReadonlySet<number> {
  const open: number[] = [];
  const closed = new Set<number>();
  for (const { 0: brace, index } of glob.matchAll(/[{}]/g)) {
    if (brace === '{') open.push(index);
    else {
      const opening = open.pop();
      if (opening !== undefined) closed.add(opening);
    }
  }
  return closed;
}
