/** Secrets within a text that is none as a whole: passwords of an address, of a command line, of a connection string; keys and tokens by their form. */
import { isSecretName } from './secretNames.ts';

/** Nobody hides a password behind so much text. */
const maxLength = 100_000;

export function secretPartsOf(text: string): string[] {
  if (text.length > maxLength || !/[:=@ ]|eyJ|AKIA|ASIA|gh[a-z]_/.test(text)) return [];
  if (/-----BEGIN [A-Z ]{0,30}PRIVATE KEY/.test(text)) return [text];
  return [
    ...groups(text, /:\/\/[^\s/:@]{0,200}:([^\s@/]{1,500})@/g),
    ...groups(text, tokens),
    ...groups(text, /\b(?:bearer|basic)\s{1,5}([\w.~+/=-]{8,})/gi),
    ...assigned(
      text,
      /(?<![\w.-])([\w.-]{2,200})["']?[ \t]{0,5}[=:][ \t]{0,5}["']?([^\s"',;&]{2,})/g,
    ),
    ...assigned(text, /(?:^|\s)--?([\w.-]{2,80})[ \t]{1,5}([^\s-]\S*)/g),
    // A key that lost its colon.
    ...assigned(text, /^[ \t]*["']?([\w./-]{2,80})["']?[ \t]+(\S.*)$/gm).flatMap((rest) =>
      rest.split(/[\s"'{}[\],:]+/).filter(({ length }) => length > 2),
    ),
  ];
}

/** Web tokens, keys of Amazon and of GitHub. */
const tokens =
  /\b(eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|(?:AKIA|ASIA)[A-Z0-9]{12,}|gh[pousr]_\w{20,})/g;

function groups(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
}

function assigned(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name = '', value = '']) =>
    isSecretName(name) ? [value] : [],
  );
}
