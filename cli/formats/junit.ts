/** JUnit's XML, which most systems of continuous integration show: a suite for each file, a case for each finding. */
import { isAtLeast, type CheckedFile, type Finding } from '../check/finding.ts';
import { pathFrom } from '../check/pathFrom.ts';
import type { Format, Outcome } from './format.ts';

export const junitFormat: Format = (outcome) => {
  const { files, findings, problems, cwd } = outcome;
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = byFile.get(finding.path);
    if (others) others.push(finding);
    else byFile.set(finding.path, [finding]);
  }
  const problemOf = new Map(problems.map((each) => [each.path, each]));
  const paths = [...new Set([...files, ...problemOf.keys()])];
  const suites = paths.map((path) =>
    suite(pathFrom(cwd, path), byFile.get(path) ?? [], problemOf.get(path), outcome),
  );
  const sum = (key: keyof Counts): number =>
    suites.reduce((all, { counts }) => all + counts[key], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dpm check" tests="${sum('tests')}" failures="${sum('failures')}" errors="${sum('errors')}">`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n');
};

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

function suite(
  path: string,
  findings: readonly Finding[],
  checked: CheckedFile | undefined,
  { failOn }: Outcome,
): { counts: Counts; lines: string[] } {
  const name = attribute(path);
  const isFailure = ({ severity }: Finding): boolean =>
    failOn !== 'never' && isAtLeast(severity, failOn);
  const cases = findings.map((finding) => {
    const { code, line, column, message, severity } = finding;
    const tag = isFailure(finding) ? 'failure' : 'system-out';
    const text = `${path}:${line}:${column}: ${severity}: ${message} [${code}]`;
    const words = isFailure(finding)
      ? ` message=${attribute(message)} type=${attribute(severity)}`
      : '';
    return [
      `    <testcase classname=${name} name=${attribute(`${code} in line ${line}`)}>`,
      `      <${tag}${words}>${content(text)}</${tag}>`,
      '    </testcase>',
    ];
  });
  if (checked)
    cases.push([
      `    <testcase classname=${name} name="checked">`,
      `      <error message=${attribute(checked.problem ?? '')}/>`,
      '    </testcase>',
    ]);
  if (cases.length === 0) cases.push([`    <testcase classname=${name} name="checked"/>`]);
  const failures = findings.filter(isFailure).length;
  const counts = { tests: cases.length, failures, errors: checked ? 1 : 0 };
  const numbers = `tests="${counts.tests}" failures="${failures}" errors="${counts.errors}"`;
  return {
    counts,
    lines: [`  <testsuite name=${name} ${numbers}>`, ...cases.flat(), '  </testsuite>'],
  };
}

function attribute(text: string): string {
  return `"${content(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')}"`;
}

/** XML 1.0 has no way to write most control characters, nor the halves of pairs. */
function content(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
