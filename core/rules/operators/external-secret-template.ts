import { nearest } from '../../formats/nearest.ts';
import { readGoTemplate } from '../../gotemplates/template.ts';
import type { Reporter } from '../../checks/check.ts';
import type { TemplateFlaw, Token } from '../../gotemplates/tokens.ts';
import { isHelmTemplate } from '../../model/isTemplate.ts';
import { at, entries, get, text, type Node, type Span } from '../../yaml/node.ts';
import { isFilled, list } from '../read.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { sprigFunctions } from './sprigFunctions.ts';
import { templateText } from './templateText.ts';
import type { WrittenText } from './writtenText.ts';

export const rule: Rule = {
  code: 'external-secret-template',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A template of an ExternalSecret cannot be read, or names a key that is not fetched.',
  source: onPage('External Secrets', 'https://external-secrets.io/latest/guides/templating/'),
  on: { kinds: ['external-secrets.io/ExternalSecret'] },
  check({ ctx: { root, text: all } }, report) {
    const template = at(root, ['spec', 'target', 'template']);
    // What Helm fills in first is not the operator's yet; the first engine knew other functions.
    if (!template || !all.includes('{{') || all.includes('{%') || isHelmTemplate(all)) return;
    const isFirst = text(get(template, 'engineVersion')) === 'v1';
    const keys = fetchedKeys(get(root, 'spec'));
    for (const value of textsOf(template)) {
      const written = templateText(value, all);
      if (!written) continue;
      const { flaw, fields } = readGoTemplate(written.text, names);
      const told = flaw && !(isFirst && flaw.unknown) ? flawIn(written.text, flaw) : undefined;
      if (told) report(spanIn(written, told.at, told.length), told.message);
      if (!flaw && keys) tellUnfetched(written, fields, keys, report);
    }
  },
};

function tellUnfetched(
  written: WrittenText,
  fields: readonly Token[],
  keys: ReadonlySet<string>,
  report: Reporter,
): void {
  for (const field of fields) {
    const name = /^\.([\p{L}\p{Nd}_]+)/u.exec(field.text)?.[1];
    if (name === undefined || keys.has(name)) continue;
    const meant = nearest(name, [...keys]);
    const what = meant === undefined ? 'add one' : `write ${meant}`;
    const isOfRoot = written.text[field.at] === '$';
    const span = spanIn(written, field.at + (isOfRoot ? 2 : 1), name.length);
    // The key itself is not said again: what a text with a password holds is hidden.
    report(span, `no entry fetches this key: ${what}`, partReplacedBy(span, meant));
  }
}

function spanIn({ start }: WrittenText, at: number, length: number): Span {
  return [start + at, start + at + length];
}

/** Undefined where keys come from elsewhere, too. */
function fetchedKeys(spec: Node | undefined): ReadonlySet<string> | undefined {
  if (isFilled(get(spec, 'dataFrom'))) return undefined;
  const policy = text(at(spec, ['target', 'creationPolicy'])) ?? 'Owner';
  const keys = list(get(spec, 'data')).map((each) => get(each, 'secretKey'));
  if (policy !== 'Owner' || keys.length === 0) return undefined;
  if (keys.some((key) => key === undefined || key.filledIn)) return undefined;
  return new Set(keys.flatMap((key) => text(key) ?? []));
}

function textsOf(template: Node): Node[] {
  const places = [['data'], ['metadata', 'labels'], ['metadata', 'annotations']];
  const values = places.flatMap((path) => entries(at(template, path)).map(({ value }) => value));
  const literals = list(get(template, 'templateFrom')).flatMap(
    (each) => get(each, 'literal') ?? [],
  );
  return [...values, ...literals];
}

/** A function that is nobody's here may be one of a later release; a name alone may be what some tool fills in. */
function flawIn(written: string, flaw: TemplateFlaw): TemplateFlaw | undefined {
  if (flaw.unknown === 'function') {
    const meant = nearest(flaw.name ?? '', [...names.functions]);
    return meant === undefined
      ? undefined
      : { ...flaw, message: `${flaw.message}: write ${meant}` };
  }
  const open = written.lastIndexOf('{{', flaw.at);
  const isOfAnother = /^\{\{-? ?\w+(?:[-.:/]\w+)* ?-?\}\}/.test(written.slice(open, open + 200));
  return isOfAnother || /\$[{(]/.test(written) ? undefined : flaw;
}

const names = {
  functions: new Set([
    ...sprigFunctions,
    ...['pkcs12key', 'pkcs12keyPass', 'pkcs12cert', 'pkcs12certPass', 'pemToPkcs12'],
    ...['pemToPkcs12Pass', 'fullPemToPkcs12', 'fullPemToPkcs12Pass', 'pemTruststoreToPKCS12'],
    ...['pemTruststoreToPKCS12Pass', 'filterPEM', 'filterCertChain', 'jwkPublicKeyPem'],
    ...['jwkPrivateKeyPem', 'toYaml', 'fromYaml', 'rsaDecrypt', 'getSecretKey'],
  ]),
};
