/** Reads the text of a `.dpm.yaml`: what it says, and what is wrong with it. */
import { own } from '../../shared/own.ts';
import { kubernetesVersionIn } from '../../shared/kubernetesVersion.ts';
import { ruleLevels, type RuleLevel } from '../../shared/settings.ts';
import { checkSyntax } from '../checks/syntax.ts';
import { codes, unknownCode } from '../findings/codes.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { nearest } from '../formats/nearest.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { compileRe2 } from '../patterns/re2.ts';
import type { Entry, Node, ScalarNode, Span } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import { configurationKeys, noConfiguration, type Configuration } from './configuration.ts';

export interface ReadConfiguration {
  /** What could be read; the rest counts as absent. */
  readonly configuration: Configuration;
  readonly findings: readonly Finding[];
  /** Nothing could be read: the text is no YAML, or no mapping. */
  readonly isBroken: boolean;
}

export const configurationCode = 'configuration';

export function readConfiguration(document: ManifestDocument): ReadConfiguration {
  const { root, problems } = document.parsed;
  const refused = problems.filter(({ isAccepted }) => !isAccepted);
  const syntax = checkSyntax(refused, document.text);
  if (syntax.length > 0) return broken(syntax);
  if (document.leftOut) return broken([finding([0, 0], 'error', 'this file is too long')]);
  if (!root || (root.type === 'scalar' && root.value === null)) return readEntries([]);
  if (root.type !== 'map')
    return broken([finding(root.span, 'error', `this file holds no mapping: it takes ${keyList}`)]);
  const read = readEntries(root.entries);
  const doubled = root.duplicates.map(({ key }) => finding(key.span, 'error', doubledWords(key)));
  return { ...read, findings: [...read.findings, ...doubled] };
}

function doubledWords({ source }: ScalarNode): string {
  return `${source} is set before: keep one of the two`;
}

const keys = Object.keys(configurationKeys);
const keyList = `${keys.slice(0, -1).join(', ')} and ${keys.at(-1) ?? ''}`;

type Say = (node: Node, message: string, severity?: Severity) => void;

function readEntries(all: readonly Entry[]): ReadConfiguration {
  const findings: Finding[] = [];
  const say: Say = ({ span }, message, severity = 'error') => {
    findings.push(finding(span, severity, message));
  };
  let configuration = noConfiguration;
  for (const { key, value } of all) {
    const read = own(readers, key.source);
    if (read) configuration = { ...configuration, ...read(value, say) };
    else findings.push(unknown(key, keys, `there is no key ${key.source}`, `it takes ${keyList}`));
  }
  return { configuration, findings, isBroken: false };
}

const readers: Readonly<Record<string, (value: Node, say: Say) => Partial<Configuration>>> = {
  rules: (value, say) => ({ rules: readRules(value, say) }),
  ignore: (value, say) => ({ ignore: readTexts(value, say, 'ignore must be a list of patterns') }),
  placeholders(value, say) {
    const all = textNodes(value, say, 'placeholders must be a list of regular expressions');
    const good = all.filter((node) => {
      const compiled = compileRe2(node.source);
      if (!compiled.ok) say(node, `this is no regular expression (RE2): ${compiled.reason}`);
      return compiled.ok;
    });
    return { placeholders: good.map(({ source }) => source) };
  },
  kubernetesVersion(value, say) {
    const written = value.type === 'scalar' ? value.source : '';
    const version = written === 'auto' ? written : kubernetesVersionIn(written);
    if (version !== undefined) return { kubernetesVersion: version };
    if (!isNothing(value)) say(value, 'kubernetesVersion must be a version such as 1.34');
    return {};
  },
};

function readRules(value: Node, say: Say): Record<string, RuleLevel> {
  if (value.type !== 'map') {
    if (!isNothing(value)) say(value, 'rules must map rule codes to levels');
    return {};
  }
  for (const { key } of value.duplicates) say(key, doubledWords(key));
  const rules: Record<string, RuleLevel> = {};
  for (const { key, value: found } of value.entries) {
    const code = key.source;
    if (!codes.has(code)) say(key, unknownCode(code), 'warning');
    // `off` is a word of YAML 1.1 for false: what counts is what is written.
    const level = ruleLevels.find((each) => found.type === 'scalar' && found.source === each);
    if (level) rules[code] = level;
    else say(found, `the level of ${code} must be one of ${ruleLevels.join(', ')}`);
  }
  return rules;
}

function readTexts(value: Node, say: Say, expected: string): string[] {
  return textNodes(value, say, expected).map(({ source }) => source);
}

/** The scalars of a list, or the one that stands for a list of one. */
function textNodes(value: Node, say: Say, expected: string): ScalarNode[] {
  if (isNothing(value)) return [];
  const found = value.type === 'seq' ? value.items : [value];
  return found.flatMap((node) => {
    if (node.type === 'scalar' && node.source !== '') return [node];
    say(node, expected);
    return [];
  });
}

function isNothing(node: Node): boolean {
  return node.type === 'scalar' && node.value === null;
}

function unknown(
  key: ScalarNode,
  names: readonly string[],
  intro: string,
  otherwise: string,
): Finding {
  const guess = nearest(key.source, names);
  if (guess === undefined) return finding(key.span, 'warning', `${intro}: ${otherwise}`);
  return {
    ...finding(key.span, 'warning', `${intro}: did you mean ${guess}?`),
    fix: { title: `Change to ${guess}`, edits: [[key.span, yamlText(guess)]] },
  };
}

function finding(span: Span, severity: Severity, message: string): Finding {
  return { span, code: configurationCode, severity, message };
}

function broken(findings: readonly Finding[]): ReadConfiguration {
  return {
    configuration: noConfiguration,
    findings: findings.map((each) => ({ ...each, code: configurationCode })),
    isBroken: true,
  };
}
