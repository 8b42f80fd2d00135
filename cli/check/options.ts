/** The options of `dpm check`. */
import { codes, unknownCode } from '../../core/findings/codes.ts';
import type { Severity } from '../../core/findings/finding.ts';
import { kubernetesVersionIn } from '../../shared/kubernetesVersion.ts';
import { ruleLevels, type RuleLevel } from '../../shared/settings.ts';
import { formatNames, type FormatName } from '../formats/format.ts';
import { parseOptions, type OptionSpec } from '../optionParser.ts';
import { severityNames } from './finding.ts';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: FormatName;
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly minSeverity: Severity;
  readonly failOn: Severity | 'never';
  readonly baseline: string | undefined;
  readonly writesBaseline: boolean;
  readonly config: string | undefined;
  /** `1.29`; undefined: as the settings of each file say. */
  readonly kubernetesVersion: string | undefined;
  readonly stdinName: string | undefined;
  readonly threads: number | undefined;
  /** What the files are compared with: a name of a commit. */
  readonly against: string | undefined;
}

const levels = ruleLevels.join(', ');
const severityList = severityNames.join(', ');

export const checkOptions: readonly OptionSpec[] = [
  {
    name: 'format',
    short: 'f',
    value: 'FORMAT',
    help: `how findings are written: ${formatNames.join(', ')} (default: text)`,
  },
  {
    name: 'rule',
    value: 'CODE=LEVEL',
    isRepeated: true,
    help: `the level of a rule: ${levels};\ncounts before .dpm.yaml, may be given more than once`,
  },
  {
    name: 'min-severity',
    value: 'SEVERITY',
    help: `the least severity that is written: ${severityList} (default: hint)`,
  },
  {
    name: 'fail-on',
    value: 'SEVERITY',
    help: `the least severity that makes the exit code 1: ${severityList}\nor never (default: error)`,
  },
  {
    name: 'baseline',
    value: 'FILE',
    help: 'findings that this file lists are known: only others are written and count',
  },
  { name: 'write-baseline', help: 'write all findings into the file of --baseline, and end well' },
  {
    name: 'config',
    value: 'FILE',
    help: 'settings for all files, instead of the nearest .dpm.yaml of each',
  },
  {
    name: 'kubernetes-version',
    value: 'VERSION',
    help: 'the version that the manifests are for, such as 1.34; counts before .dpm.yaml\n(default: the newest that is known)',
  },
  {
    name: 'stdin-name',
    value: 'PATH',
    help: 'where the text from the standard input (-) would lie',
  },
  {
    name: 'against',
    value: 'REF',
    help: 'also tell the changes since this commit that the API server would refuse,\nsuch as origin/main; the files have to be in a repository of git',
  },
  { name: 'threads', value: 'NUMBER', help: 'how many threads work (default: as many as help)' },
  { name: 'help', short: 'h', help: 'show this text' },
];

export type CheckOptionsResult =
  | { readonly ok: true; readonly options: CheckOptions | 'help' }
  | { readonly ok: false; readonly reason: string };

export function readCheckOptions(words: readonly string[]): CheckOptionsResult {
  const result = parseOptions(checkOptions, words);
  if (!result.ok) return result;
  const { values, operands } = result.parsed;
  if (values.has('help')) return { ok: true, options: 'help' };
  const problems: string[] = [];
  const chosen = <T extends string>(name: string, from: readonly T[], fallback: T): T => {
    const given = values.get(name)?.[0];
    if (given === undefined) return fallback;
    const known = from.find((each) => each === given);
    if (known === undefined)
      problems.push(`--${name} must be one of ${from.join(', ')}, not ${given}`);
    return known ?? fallback;
  };
  const only = (name: string): string | undefined => values.get(name)?.[0];
  const threads = only('threads');
  if (threads !== undefined && !/^[1-9]\d?$/.test(threads))
    problems.push(`--threads must be a number from 1 to 99, not ${threads}`);
  const given = only('kubernetes-version');
  const kubernetesVersion = given === undefined ? undefined : kubernetesVersionIn(given);
  if (given !== undefined && kubernetesVersion === undefined)
    problems.push(`--kubernetes-version must be a version such as 1.34, not ${given}`);
  const options: CheckOptions = {
    paths: operands.length === 0 ? ['.'] : operands,
    format: chosen('format', formatNames, 'text'),
    rules: rulesIn(values.get('rule') ?? [], problems),
    minSeverity: chosen('min-severity', severityNames, 'hint'),
    failOn: chosen('fail-on', [...severityNames, 'never'], 'error'),
    baseline: only('baseline'),
    writesBaseline: values.has('write-baseline'),
    config: only('config'),
    kubernetesVersion,
    stdinName: only('stdin-name'),
    threads: threads === undefined ? undefined : Number(threads),
    against: only('against'),
  };
  if (options.writesBaseline && options.baseline === undefined)
    problems.push('--write-baseline needs to know the file: add --baseline FILE');
  if (operands.includes(''))
    problems.push('the name of a file or folder is empty: leave it out, or fill in the variable');
  if (options.stdinName !== undefined && !options.paths.includes('-'))
    problems.push('--stdin-name is about the standard input: add - to the files');
  const [reason] = problems;
  return reason === undefined ? { ok: true, options } : { ok: false, reason };
}

function rulesIn(given: readonly string[], problems: string[]): Record<string, RuleLevel> {
  const rules: Record<string, RuleLevel> = {};
  for (const each of given) {
    const [, code = '', written = ''] = /^([^=]*)=(.*)$/s.exec(each) ?? [];
    const level = ruleLevels.find((known) => known === written);
    if (!each.includes('='))
      problems.push(`--rule needs a code and a level: --rule CODE=LEVEL, not ${each}`);
    else if (!codes.has(code)) problems.push(`--rule: ${unknownCode(code)}`);
    else if (!level) problems.push(`--rule: the level of ${code} must be one of ${levels}`);
    else rules[code] = level;
  }
  return rules;
}
