/** What Python's configparser does not read of a file with sections, and where: it ends with the first of it. */
import type { Span } from '../../yaml/node.ts';
import { linesIn } from './textReader.ts';

export interface IniFault {
  readonly span: Span;
  readonly message: string;
}

export function iniFaults(text: string, span: Span): IniFault[] {
  const found: IniFault[] = [];
  const sections = new Set<string>();
  let base = 0;
  let mayGoOn = false;
  for (const [from, to] of linesIn(text, span)) {
    const line = text.slice(from, to);
    const written = line.trim();
    if (written === '' || /^[#;]/.test(written)) continue;
    const column = line.length - line.trimStart().length;
    // It goes on with the value above.
    if (mayGoOn && column > base) continue;
    base = column;
    const section = /^\[(.+)\]/.exec(written)?.[1];
    const message =
      section === undefined
        ? faultOfLine(written, sections.size > 0)
        : sections.has(section)
          ? `the section "${section}" has begun above, and the file is not read: join the two`
          : undefined;
    mayGoOn = section === undefined;
    if (section !== undefined) sections.add(section);
    if (message !== undefined)
      found.push({ span: [from + column, from + line.trimEnd().length], message });
    // All that follows would be told, too.
    if (message !== undefined && sections.size === 0) break;
  }
  return found;
}

function faultOfLine(written: string, isInSection: boolean): string | undefined {
  if (written.startsWith('[') && !/[=:]/.test(written))
    return `a section ends with "]", and the file is not read without: write ${written.trimEnd()}]`;
  if (!isInSection)
    return 'the line stands in no section, and the file is not read: write [NAME] above it';
  return /^[=:]|^[^=:]*$/.test(written)
    ? 'the line has no key with "=" behind it, and the file is not read: write KEY = VALUE'
    : undefined;
}
