/**
 * Texts of schemas, which anybody may have written, as the Markdown of a hover or of an item's documentation. What comes
 * out is put together from few forms that are known to be harmless: text, code on one line, links to pages of the web,
 * paragraphs and lists. Everything else is shown as the characters that it is made of.
 */
import { plainLine, visibleText } from '../../shared/plainText.ts';
import { webAddress } from '../../shared/webAddress.ts';
import { withoutEnd } from '../../shared/trim.ts';

/** Nobody reads more in a hover. */
const maxLength = 10_000;

/** Code on one line, a link, an address; each of limited length, so that looking for them takes linear time. */
const formed =
  /(`{1,2})([^`\n]{1,300})\1(?!`)|\[([^[\]\n]{1,300})\]\(([^\s()]{1,1000})\)|\bhttps?:\/\/[^\s<>()[\]"'`\\]{1,1000}/giu;

/** A description: its paragraphs, lists, code and links to the web stay. */
export function prose(description: string): string {
  return visibleText(description.slice(0, maxLength))
    .split('\n')
    .map((line) => proseLine(line.trim()))
    .join('\n');
}

/** Text as it is, whatever it looks like; line breaks are blanks. */
export function escaped(text: string): string {
  return escapedStart(escapedInline(plainLine(text).trim()));
}

/** Code on one line, which nothing in the text can end. */
export function codeSpan(text: string): string {
  const line = plainLine(text, 1_000);
  if (line.trim() === '') return `\`"${line}"\``;
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[ `]|[ `]$/.test(line) ? ' ' : '';
  return fence + pad + line + pad + fence;
}

/** Empty where the address is no page of the web. */
export function pageLink(title: string, address: string | undefined): string {
  const page = webAddress(address);
  return page === undefined ? '' : `[${escaped(title)}](${page})`;
}

function proseLine(line: string): string {
  const item = /^(?:[-*+]|\d{1,9}[.)])[ \t]+/.exec(line)?.[0];
  if (item === undefined) return escapedStart(inline(line));
  const mark = /^\d/.test(item) ? item.trimEnd() : '-';
  return `${mark} ${escapedStart(inline(line.slice(item.length)))}`;
}

function inline(line: string): string {
  let result = '';
  let from = 0;
  for (const match of line.matchAll(formed)) {
    const [found, , code, title, address] = match;
    result += escapedInline(line.slice(from, match.index));
    from = match.index + found.length;
    if (code !== undefined) result += codeSpan(code);
    else {
      // An exclamation mark in front would make a picture of it.
      result = result.replace(/!$/, '\\!');
      result += (title !== undefined && pageLink(title, address)) || bareAddress(found);
    }
  }
  return result + escapedInline(line.slice(from));
}

function bareAddress(found: string): string {
  const address = withoutEnd(found, /[.,;:!?]/);
  const page = webAddress(address);
  if (page === undefined) return escapedInline(found);
  return `[${escapedInline(address)}](${page})${found.slice(address.length)}`;
}

/** Emphasis, code, links, images, HTML, entities, tables, and what some readers make links of by themselves. */
function escapedInline(text: string): string {
  return text.replaceAll(/[\\`*_[\]<&~|]|@(?=\w)|:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');
}

/** Headings, quotes, lists, rules and underlines begin a line. */
function escapedStart(line: string): string {
  return line.replace(/^\s*(?=[#>+=-])/, '\\').replace(/^\s*(\d{1,9})(?=[.)](?:\s|$))/, '$1\\');
}
