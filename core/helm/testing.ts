/** For tests: a workspace on disk, and what the product says of a file in it. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CancellationToken, type Diagnostic, type Hover } from 'vscode-languageserver';
import { fileUriOf } from '../../shared/uri.ts';
import { testSession } from '../../test/harness/manifests.ts';
import { completion } from '../features/completion/completion.ts';
import { diagnosticsOf } from '../features/diagnostics.ts';
import { documentInfo } from '../features/documentInfo.ts';
import { hover } from '../features/hover.ts';
import { latestTag } from '../checks/latestTag.ts';
import { rules } from '../rules/index.ts';
import type { Session } from '../session.ts';

export interface Workspace {
  readonly session: Session;
  readonly folder: string;
  /** Diagnostics of a text in a file of the workspace, as `LINE severity[code] message`. */
  check(name: string, text: string): Promise<string[]>;
  /** Labels offered at the `|` in the text. */
  complete(name: string, marked: string): string[];
  /** Hover at the `|` in the text. */
  hoverAt(name: string, marked: string): string | undefined;
  /** `REASON TITLE VERSION` of the chart in force; what else is known otherwise. */
  recognise(name: string, text: string): string;
}

/** Files by path; texts, or bytes of archives. */
export function workspace(files: Record<string, string | Uint8Array> = {}): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'values-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const session = testSession();
  session.useFolders([fileUriOf(folder)]);
  const open = (name: string, text: string) => {
    const uri = fileUriOf(join(folder, name));
    session.open(uri, 'yaml', 1, text);
    const file = session.file(uri);
    if (!file) throw new Error(`${name} is not read`);
    return file;
  };
  const marked = (text: string) => {
    const before = text.slice(0, text.indexOf('|~'));
    const lines = before.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    return { text: text.replace('|~', ''), position };
  };
  return {
    session,
    folder,
    async check(name, text) {
      const file = open(name, text);
      // A chart may be read first, then what judges its schema.
      for (let round = 0; round < 2; round++) {
        await diagnosticsOf(session, file, CancellationToken.None);
        await session.values.settled;
        await session.expressions.settled;
      }
      const found = await diagnosticsOf(session, file, CancellationToken.None);
      return (found ?? []).map(brief);
    },
    complete(name, source) {
      const { text, position } = marked(source);
      return completion(session, open(name, text), position).map(({ label }) => label);
    },
    hoverAt(name, source) {
      const { text, position } = marked(source);
      const file = open(name, text);
      return textOf(hover(session, file, position));
    },
    recognise(name, text) {
      const info = documentInfo(session, open(name, text), { line: 0, character: 0 });
      const { chart, reason, ...rest } = info?.values ?? {};
      if (chart) return `${reason ?? 'inline'} ${chart.title} ${chart.version}`.trim();
      return info?.values ? JSON.stringify(rest) : 'not values';
    },
  };
}

/** A report about what works but is not wise, as a known password: the defaults of a chart may have some. */
export function isAdvice(line: string): boolean {
  const [, severity = '', code = ''] = /^\d+ (\w+)\[([^\]]+)\]/.exec(line) ?? [];
  return severity !== 'error' && adviceCodes.has(code);
}

const adviceCodes: ReadonlySet<string> = new Set(
  [...rules, latestTag].filter(({ claims }) => claims === 'advice').map(({ code }) => code),
);

const severities = ['', 'error', 'warning', 'information', 'hint'];

function brief({ range, severity, code, message }: Diagnostic): string {
  return `${range.start.line + 1} ${severities[severity ?? 1] ?? ''}[${String(code)}] ${typeof message === 'string' ? message : message.value}`;
}

function textOf(found: Hover | undefined): string | undefined {
  return found && (found.contents as { value: string }).value;
}
