/** Conditions of CRDs (CEL) in words, where they are plain enough: `self.min <= self.max`. */
import { quote } from '../formats/format.ts';

/** `"min" is at most "max"`; undefined where it takes more than that to say it. */
export function conditionWords(rule: string): string | undefined {
  const [, asked = '', then = ''] =
    /^([^?]{1,300}) \? ([^?:]{1,300}) : true$/.exec(rule.trim()) ?? [];
  const [where, what] = [then && conditionWords(asked), then && conditionWords(then)];
  if (where && what) return `${what} where ${where}`;
  const choices = rule.trim().split('||').map(partsOf);
  if (choices.some((parts) => parts === undefined)) return undefined;
  return choices.map((parts) => parts?.join(' and ') ?? '').join(', or ');
}

/** What has to hold together. */
function partsOf(choice: string): string[] | undefined {
  const parts = bare(choice)
    .split('&&')
    .map((part) => wordsOf(part.trim()));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known : undefined;
}

/** Without brackets around the whole. */
function bare(choice: string): string {
  const inner = choice.trim();
  const isWhole = /^\((?:[^()]|\([^()]*\)){1,300}\)$/.test(inner);
  return isWhole ? inner.slice(1, -1) : inner;
}

const comparisons: Readonly<Record<string, string>> = {
  ...{ '<=': 'is at most', '>=': 'is at least', '<': 'is less than', '>': 'is more than' },
  ...{ '==': 'is', '!=': 'is not' },
};

function wordsOf(part: string): string | undefined {
  const [, not, field] = /^(!?)has\(self\.([\w.]{1,100})\)$/.exec(part) ?? [];
  if (field !== undefined) return `${quote(field)} is ${not === '!' ? 'not set' : 'set'}`;
  const ofText = textCondition(part);
  if (ofText !== undefined) return ofText;
  const [, one, sign = '', other] = /^(.{1,100}?) ?(<=|>=|==|!=|<|>) ?(.{1,100})$/.exec(part) ?? [];
  const [first, second] = [fieldOf(one), fieldOf(other)];
  if (first !== undefined && second !== undefined)
    return sign === '=='
      ? `${quote(first)} and ${quote(second)} are set together, or none of the two`
      : sign === '!='
        ? `one of ${quote(first)} and ${quote(second)} is set, and not both`
        : undefined;
  const [left, right] = [valueOf(one), valueOf(other)];
  if (left === undefined || right === undefined) return undefined;
  return `${left} ${comparisons[sign] ?? sign} ${right}`;
}

const textTests: Readonly<Record<string, readonly [is: string, isNot: string]>> = {
  startsWith: ['begins with', 'does not begin with'],
  endsWith: ['ends with', 'does not end with'],
  contains: ['contains', 'does not contain'],
};

/** `self.value.startsWith('/')`, `self.type in ['A', 'B']`. */
function textCondition(part: string): string | undefined {
  const [, not, subject, test = '', given = ''] =
    /^(!?)(self(?:\.\w{1,60}){0,3})\.(startsWith|endsWith|contains)\(['"]([^'"\\]{1,100})['"]\)$/.exec(
      part,
    ) ?? [];
  if (subject !== undefined)
    return `${valueOf(subject) ?? ''} ${textTests[test]?.[not === '!' ? 1 : 0] ?? ''} ${quote(given)}`;
  const [, one, list = ''] = /^(self(?:\.\w{1,60}){0,3}) in \[([^\]]{1,300})\]$/.exec(part) ?? [];
  const choices = list.split(',').map((each) => valueOf(each.trim()));
  if (one === undefined || choices.includes(undefined)) return undefined;
  return `${valueOf(one) ?? ''} is ${choices.join(' or ')}`;
}

function fieldOf(written: string | undefined): string | undefined {
  return /^has\(self\.([\w.]{1,100})\)$/.exec(written ?? '')?.[1];
}

function valueOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  if (written === 'self') return 'the value';
  if (/^-?\d{1,20}(?:\.\d{1,20})?$|^(?:true|false)$/.test(written)) return written;
  const field = /^self\.([\w.]{1,100})$/.exec(written)?.[1];
  if (field !== undefined) return quote(field);
  const [, asked, same, otherwise] =
    /^\(has\(self\.(\w{1,100})\) \? self\.(\w{1,100}) : (-?\d{1,20})\)$/.exec(written) ?? [];
  if (asked !== undefined && asked === same)
    return `${quote(asked)} (${otherwise ?? ''} where it is not set)`;
  const size = /^size\(self(?:\.([\w.]{1,100}))?\)$/.exec(written);
  if (size) return `the length of ${size[1] === undefined ? 'the value' : quote(size[1])}`;
  const text = /^(?:duration\()?(["'])([^"'\\]{0,100})\1\)?$/.exec(written);
  return text ? quote(text[2] ?? '') : undefined;
}
