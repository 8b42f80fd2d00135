/** What the YAML parser found, in the product's words: one text for the editor's reports and for what Apply leaves out. */
import type { ErrorCode, YAMLError } from 'yaml';
import type { ExpansionProblem } from './yamlExpansion.ts';

/** What is wrong and what to do, one line, no final period. `text` is what was parsed: its offsets count. */
export function yamlErrorText(error: YAMLError, text: string): string {
  const at = error.pos[0];
  const found = text[at];
  if (found === '\t') return messages.TAB_AS_INDENT ?? '';
  if (error.code === 'MISSING_CHAR') return missingCharacter(error);
  if (error.code === 'UNEXPECTED_TOKEN') {
    if (standsBehindAlias(text, at)) return messages.BAD_ALIAS ?? '';
    return found === undefined || found === '\n'
      ? 'the text ends too early here: is a value or a closing bracket missing?'
      : `${JSON.stringify(found)} is not expected here: is a quote, a colon or a line break missing?`;
  }
  if (error.message === tooManyMerged)
    return 'merge keys (<<) make too much of this text to be read: merge less';
  return messages[error.code] ?? 'this is not valid YAML';
}

/** What is wrong with aliases and merge keys, which shows where a document is expanded. */
export function expansionText({ what }: ExpansionProblem): string {
  switch (what) {
    case 'unknown anchor':
      return '"*" begins an alias, and no anchor (&) of its name stands before it: put the value in quotes';
    case 'circular':
      return 'this alias stands inside of the value that it repeats: write the value itself';
    case 'too large':
      return 'the document, with its aliases written out, is larger than 3 MiB: repeat less';
    case 'wrong merge':
      return 'a merge key (<<) takes a mapping or a list of mappings';
    case 'unreadable':
      return 'the aliases from here on cannot be read: write the values themselves';
  }
}

/** In `schedule: *5 * * * *` an alias ends at the first blank, and what follows it on its line is one thing too many. */
function standsBehindAlias(text: string, at: number): boolean {
  const before = text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - 200), at);
  return /(?:^|[\s:,[{-])\*\S+\s+$/.test(before);
}

/** Message of our own error of the kind RESOURCE_EXHAUSTION. */
export const tooManyMerged = 'too many merged';

const messages: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias (*name) cannot carry an anchor or a tag: remove it',
  BAD_ALIAS: '"*" begins an alias: put the value in quotes',
  BAD_COLLECTION_TYPE: 'the tag does not fit this value: remove the tag',
  BAD_DIRECTIVE: 'this directive is not valid YAML: remove the line that begins with %',
  BAD_DQ_ESCAPE:
    'this backslash escape is not valid in double quotes: double the backslash, or use single quotes',
  BAD_INDENT: 'the indentation does not fit: line this up with its siblings',
  BAD_PROP_ORDER: 'anchors and tags stand before the value, and before the line break',
  BAD_SCALAR_START: 'a plain value cannot begin with this character: put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a list or mapping cannot be a key: is an indentation or a line break missing?',
  BLOCK_IN_FLOW: 'a block list or mapping cannot stand inside [ ] or { }',
  KEY_OVER_1024_CHARS: 'this key is longer than 1024 characters: is a colon or a quote missing?',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line: is a colon missing?',
  MULTIPLE_ANCHORS: 'a value can have one anchor: remove the other',
  MULTIPLE_DOCS: 'a second document begins here without ---',
  MULTIPLE_TAGS: 'a value can have one tag: remove the other',
  NON_STRING_KEY: 'keys must be text',
  RESOURCE_EXHAUSTION: 'the nesting is too deep to be read',
  TAB_AS_INDENT: 'YAML does not allow tabs for indentation: use spaces',
  TAG_RESOLVE_FAILED: 'this tag is not known to Kubernetes: remove it',
};

/** Names nothing of the text: nobody knows yet what is a key and what a secret. */
function missingCharacter(error: YAMLError): string {
  if (error.message.includes('quote')) return 'the closing quote is missing';
  if (/\bkey\b|implicit map/i.test(error.message)) {
    return 'a colon is missing: write a colon and a blank behind the key';
  }
  if (/\]|\}/.test(error.message)) return 'the closing bracket is missing';
  if (error.message.includes(',')) return 'a comma is missing between the items';
  return 'a character is missing here: check quotes, brackets and colons';
}
