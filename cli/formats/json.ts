/** For programs: everything, as one object. */
import { severityNames } from '../check/finding.ts';
import { pathFrom } from '../check/pathFrom.ts';
import type { Format } from './format.ts';

export const jsonFormat: Format = ({ version, files, findings, problems, cwd }) => {
  const counts = severityNames.map(
    (severity) => [severity, findings.filter((one) => one.severity === severity).length] as const,
  );
  const output = {
    version,
    summary: { files: files.length, ...Object.fromEntries(counts), problems: problems.length },
    findings: findings.map(({ path, related, ...finding }) => ({
      path: pathFrom(cwd, path),
      ...finding,
      related: related.map((other) => ({ ...other, path: pathFrom(cwd, other.path) })),
    })),
    problems: problems.map(({ path, problem }) => ({
      path: pathFrom(cwd, path),
      message: problem,
    })),
  };
  return `${JSON.stringify(output, undefined, 2)}\n`;
};
