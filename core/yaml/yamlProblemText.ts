/** What the YAML reader found, in the product's words: one text for the editor's reports and for what Apply leaves out. */
import { characterName } from './characterName.ts';
import { keyName } from './keyName.ts';
import { plainValue, rounded } from './scalar.ts';
import type { ProblemKind, YamlProblem } from './yamlProblem.ts';

/** What is wrong and what to do, one line, no final period. `text` is what was read: its offsets count. */
export function yamlProblemText({ kind, span: [start, end] }: YamlProblem, text: string): string {
  const sign = text.charAt(start);
  switch (kind) {
    case 'control character':
      return `${characterName(sign)}: control characters are not allowed, remove it`;
    case 'invisible character':
      return `${characterName(sign)} is no blank for Kubernetes but part of the text: remove or replace it`;
    case 'sign':
      return sign === '\t'
        ? words.tab
        : `no value can begin with "${sign}": put the value in quotes`;
    case 'stray sign':
      return `"${sign}" is not expected here: remove it, or put the value that it belongs to in quotes`;
    case 'open bracket':
      return `"${sign}" is not closed: the closing ${sign === '{' ? 'brace' : 'bracket'} is missing`;
    case 'key of another type': {
      const key = text.slice(start, end);
      const type = typeof plainValue(key) === 'boolean' ? 'boolean' : 'number';
      const name = storedName(key);
      return `this key is read as a ${type} and stored as "${name}": put it in quotes`;
    }
    case 'text behind bracket':
      return 'nothing can stand behind the closing bracket: put the whole value in quotes';
    default:
      return words[kind];
  }
}

/** The name under which a key without quotes is stored. */
function storedName(source: string): string {
  const value = rounded(plainValue(source));
  return keyName({ type: 'scalar', value, source, isPlain: true, span: [0, 0] }) ?? source;
}

type Worded = Exclude<
  ProblemKind,
  | 'control character'
  | 'invisible character'
  | 'key of another type'
  | 'sign'
  | 'stray sign'
  | 'open bracket'
  | 'text behind bracket'
>;

const tabText = 'YAML does not allow tabs for indentation or on blank lines: use spaces';

const words: Readonly<Record<Worded, string>> = {
  'alias name': '"*" begins an alias: put the value in quotes',
  'anchor name':
    '"&" begins an anchor, whose name is letters, digits, "-" and "_": put the value in quotes',
  'block header':
    'only + or - and a digit from 1 to 9 can follow | or >: put the text into the next line',
  'block tab': tabText,
  'circular alias': 'this alias stands inside of the value that it repeats: write the value itself',
  'collection as key': 'a key must be text, and this one is a list or a mapping: put it in quotes',
  'comment of JSON': 'JSON has no comments: remove this one',
  'dash behind text': 'a list cannot begin behind other text: put "-" into a line of its own',
  directive: 'kubectl does not take lines that begin with %: remove this line',
  dots: 'three dots end a document, and kubectl refuses one that has nothing before them: remove this line',
  dropped:
    'kubectl drops what stands from here on, as the value of the document has ended: line it up with the first key',
  escape:
    'this backslash escape is not valid in double quotes: double the backslash, or use single quotes',
  'escape of a surrogate':
    'YAML has no escapes of two halves for one character: write the character itself, or \\U and its eight digits',
  'flow separator': 'a comma or the closing bracket is missing before this',
  'glued colon': 'a blank is missing behind the colon',
  'glued dash': 'a blank is missing behind the dash',
  'glued separator': 'a document separator is exactly ---: put what follows into the next line',
  'item column': 'this item does not line up with the list above: indent all items of a list alike',
  'key column': 'this key does not line up with the keys above: indent all keys of a mapping alike',
  'key in a value': 'a second colon makes no sense in this value: put the value in quotes',
  'line too deep':
    'this line is indented deeper than the one above, whose value it would go on with: indent it like its siblings',
  'lost item': 'this item stands in the column of keys: indent it below the key that it belongs to',
  merge: 'a merge key (<<) takes a mapping or a list of mappings',
  'merge conflict':
    'this text holds a merge conflict of Git: keep one side, and remove the lines with <<<<<<<, ======= and >>>>>>>',
  'missing colon': 'a colon is missing: write a colon and a blank behind the key',
  'no value': 'the text ends too early here: is a value or a closing bracket missing?',
  'null key': 'null is no key: write a name, or put it in quotes',
  'open quote': 'the closing quote is missing',
  'question mark': 'a key with ? cannot begin behind other text: put it into a line of its own',
  separator:
    'a document separator is a line of exactly three dashes (---), with nothing but a comment behind them',
  tab: tabText,
  tag: 'this tag is not known to Kubernetes: remove it',
  'tag of another type': 'the tag does not fit this value: remove the tag',
  'text behind quote':
    'nothing but a comment can stand behind the closing quote: is a quote missing or too many?',
  'text below block':
    'this line stands left of the block text that | or > begins: indent all lines of the text below | alike, deeper than its key',
  'too many merged': 'merge keys (<<) make too much of this text to be read: merge less',
  'unexpected text': 'text is not expected here: is a quote, a colon or a line break missing?',
  'unknown anchor':
    '"*" begins an alias, and no anchor (&) of its name stands before it: put the value in quotes',
  'wrong base64': 'the value of !!binary is not base64: remove the tag, or encode the value',
};
