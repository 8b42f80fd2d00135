/** Words that Python knows without an import. */

const keywords: ReadonlySet<string> = new Set([
  ...['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class'],
  ...['continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global'],
  ...['if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return'],
  ...['try', 'while', 'with', 'yield', 'match', 'case', 'type', '_'],
]);

export function isKeyword(word: string): boolean {
  return keywords.has(word);
}

const functions =
  'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip NotImplemented Ellipsis';

/** Classes of faults; those that end in these words alone are not all there is. */
const fault = /^[A-Z][A-Za-z]*(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Group)$/;

const builtIns: ReadonlySet<string> = new Set(functions.split(' '));

/** Names with two underscores are set by Python itself. */
export function isBuiltIn(word: string): boolean {
  return builtIns.has(word) || fault.test(word) || /^__\w+__$/.test(word);
}
