/** Corrections of what the YAML reader found, where there is but one that makes sense. */
import type { Fix } from '../findings/finding.ts';
import { standsForBlank } from '../yaml/characterName.ts';
import type { YamlProblem } from '../yaml/yamlProblem.ts';
import { yamlText } from '../yaml/yamlText.ts';
import { columnFix } from './columnFix.ts';

export function syntaxFix(
  { kind, span: [start, end] }: YamlProblem,
  text: string,
): Fix | undefined {
  const sign = text.charAt(start);
  switch (kind) {
    case 'alias name':
    case 'anchor name':
    case 'unknown anchor':
      return quoteFix(start, text);
    case 'sign':
      return sign === '\t' ? undefined : quoteFix(start, text);
    case 'control character':
      return rewritten('Remove the control character', start, start + 1, '');
    case 'invisible character':
      return standsForBlank(sign)
        ? rewritten('Replace the character with a blank', start, start + 1, ' ')
        : rewritten('Remove the invisible character', start, start + 1, '');
    case 'glued colon':
      return rewritten('Add a blank behind the colon', end, end, ' ');
    case 'glued dash':
      return rewritten('Add a blank behind the dash', end, end, ' ');
    case 'missing colon':
      return edit('Add a colon', end, end, ':');
    case 'key column':
    case 'item column':
      return columnFix(start, text);
    case 'glued separator':
      return rewritten('Put the rest into the next line', end, end, '\n');
    case 'separator':
      return /^-+$/.test(text.slice(start, end))
        ? rewritten('Write the separator as ---', start, end, '---')
        : rewritten('Put the rest into the next line', start, start, '\n');
    case 'directive':
      return edit('Remove the line', start, end + (text[end] === '\n' ? 1 : 0), '');
    default:
      return undefined;
  }
}

/** A text that says only this: it may be done unseen. */
function rewritten(...of: Parameters<typeof edit>): Fix {
  return { ...edit(...of), isSafe: true };
}

function edit(title: string, start: number, end: number, newText: string): Fix {
  return { title, edits: [[[start, end], newText]] };
}

/** Quotes around the rest of the line, without its comment. */
function quoteFix(start: number, text: string): Fix | undefined {
  const newline = text.indexOf('\n', start);
  const line = text.slice(start, newline === -1 ? text.length : newline);
  const comment = line.search(/[ \t]#/);
  const value = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  // Inside of brackets the value may end anywhere.
  if (/[[\]{},"']/.test(value)) return undefined;
  const written = yamlText(value);
  const quoted = written === value ? `"${value}"` : written;
  return edit('Put the value in quotes', start, start + value.length, quoted);
}
