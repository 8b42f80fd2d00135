/** SARIF 2.1.0 (OASIS), which code scanning of GitHub, GitLab, Azure DevOps and editors read. */
import { codes } from '../../core/findings/codes.ts';
import type { Severity } from '../../core/findings/finding.ts';
import { fileUriOf } from '../../shared/uri.ts';
import type { FoundObject } from '../../core/problems/examinedFile.ts';
import type { Finding, Place } from '../check/finding.ts';
import { pathFrom } from '../check/pathFrom.ts';
import type { Format } from './format.ts';

export const sarifFormat: Format = ({ version, findings, problems, root }) => {
  const used = [...new Set(findings.map(({ code }) => code))].sort();
  const indexOf = new Map(used.map((code, index) => [code, index]));
  const pageOf = new Map(findings.flatMap(({ code, page }) => (page ? [[code, page]] : [])));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'dpm',
            fullName: 'Data Platform Manifests',
            semanticVersion: version,
            rules: used.map((code) => ruleOf(code, pageOf.get(code))),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [sourceRoot]: { description: { text: 'The root of the repository.' } },
        },
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: problems.map(({ path, problem = '' }) => ({
              level: 'error',
              message: { text: problem },
              locations: [{ physicalLocation: { artifactLocation: artifact(root, path) } }],
            })),
          },
        ],
        results: findings.map((finding) =>
          resultOf(finding, indexOf.get(finding.code) ?? -1, root),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

const sourceRoot = '%SRCROOT%';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

function ruleOf(code: string, page: string | undefined): object {
  const { summary = code, severity = 'warning' } = codes.get(code) ?? {};
  const more = page === undefined ? '' : ` More: ${page}`;
  return {
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: {
      text: `${summary} Switch it off: a comment "# dpm-ignore ${code}", or "rules" in .dpm.yaml.${more}`,
      markdown: [
        summary,
        `Switch it off: a comment \`# dpm-ignore ${code}\` at the line or above it, or \`rules: { ${code}: off }\` in \`.dpm.yaml\`.`,
        ...(page === undefined ? [] : [`[More](${page})`]),
      ].join('\n\n'),
    },
    ...(page !== undefined && { helpUri: page }),
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf(finding: Finding, ruleIndex: number, root: string): object {
  const { code, severity, message, path, object, related, fingerprint } = finding;
  const location = artifact(root, path);
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: location, region: region(finding) },
        ...logical(object),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        message: { text: other.message },
        physicalLocation: { artifactLocation: artifact(root, other.path), region: region(other) },
      })),
    }),
    partialFingerprints: { 'dpm/v1': fingerprint },
  };
}

function logical({ kind, namespace, name }: FoundObject): object {
  if (kind === undefined || name === undefined) return {};
  const fullyQualifiedName = [kind, ...(namespace === undefined ? [] : [namespace]), name].join(
    '/',
  );
  return { logicalLocations: [{ name, fullyQualifiedName, kind: 'resource' }] };
}

function region({ line, column, endLine, endColumn }: Place): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** Relative to the root of the repository, where the file lies in it. */
function artifact(root: string, path: string): object {
  const own = pathFrom(root, path);
  if (own.startsWith('/') || /^[a-z]:/i.test(own)) return { uri: fileUriOf(path) };
  return { uri: own.split('/').map(encodeURIComponent).join('/'), uriBaseId: sourceRoot };
}
