// The report of an apply: every document in the log, one summary, and a list that leads to each document.
import * as vscode from 'vscode';
import type { ResourceRef } from '../../cluster/api.ts';
import type { Outcome, SourceDocument } from '../../cluster/applyFlow/applyUi.ts';
import {
  resultLine,
  summaryText,
  targetText,
  type ResultLine,
} from '../../cluster/applyFlow/words.ts';
import type { Log } from '../log.ts';
import { pickOne, showInformation, showWarning } from './window.ts';

export function showResults(
  log: Log,
  sources: readonly SourceDocument[],
  { plan, report, chosen }: Outcome,
): void {
  const lines = report.results.map((result) => {
    const entry = plan.entries.find(({ index }) => index === result.index);
    return resultLine(result, entry, chosen.includes(result.index));
  });
  log.info(`apply to ${targetText(plan)}: ${summaryText(lines)}`);
  for (const { level, logText } of lines) {
    if (level === 'problem') log.warn(`  ${logText}`);
    else log.info(`  ${logText}`);
  }

  const showList = 'Show Results';
  const describe = 'Describe';
  const [only] = lines;
  const what = lines.length === 1 && only ? only.text : summaryText(lines);
  const message = `${report.cancelled ? 'Cancelled: ' : ''}${what} (${targetText(plan)})`;
  const isClean = !report.cancelled && lines.every(({ level }) => level !== 'problem');
  const show = isClean ? showInformation : showWarning;
  const applied = appliedAlone(report);
  const buttons = applied ? [describe, showList] : [showList];
  // Not awaited by the command: the message may stay for as long as it likes.
  void show(message, ...buttons).then(async (answer) => {
    if (answer === describe && applied) await describePage(plan.target.context, applied);
    if (answer === showList)
      await showResultList(sources, { plan, report, chosen }, lines, message);
  });
}

/** The object of an apply of one document. */
function appliedAlone({ results }: Outcome['report']): ResourceRef | undefined {
  const [only] = results;
  return results.length === 1 && only?.outcome === 'applied' ? only.ref : undefined;
}

/** A page that follows what becomes of it. */
async function describePage(contextName: string, ref: ResourceRef): Promise<void> {
  await vscode.commands.executeCommand('dataPlatform.describeResource', { contextName, ref });
}

async function showResultList(
  sources: readonly SourceDocument[],
  { report }: Outcome,
  lines: readonly ResultLine[],
  title: string,
): Promise<void> {
  const labelOf = (at: number) => sources.find(({ document }) => document.index === at)?.label;
  const warningsOf = (at: number) =>
    report.results.find(({ index }) => index === at)?.warnings ?? [];
  const picked = await pickOne(
    lines.map(({ level, text, index }) => ({
      label: text,
      icon: icons[level],
      description: labelOf(index),
      detail: warningsOf(index).join('; ') || undefined,
      index,
    })),
    { title, placeHolder: 'Choose a document to go there' },
  );
  const source = sources.find(({ document }) => document.index === picked?.index);
  if (!source) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri));
  const start = document.positionAt(source.document.start);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(start, start) });
}

const icons = { ok: 'pass', note: 'circle-slash', problem: 'error' } as const;
