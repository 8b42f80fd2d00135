// The apply flow as people see it: progress, picks, diff, the question beside the diff, the results.
import * as vscode from 'vscode';
import type { ApplyUi, Question, SourceDocument } from '../../cluster/applyFlow/applyUi.ts';
import { fieldPlace } from '../../cluster/applyFlow/fieldPlace.ts';
import {
  actionText,
  conflictLines,
  countsText,
  leftLines,
  namespacesText,
  refText,
  targetText,
} from '../../cluster/applyFlow/words.ts';
import type { PlanEntry } from '../../cluster/api.ts';
import type { Log } from '../log.ts';
import { openPreview, type Preview } from './applyPreview.ts';
import { showResults } from './applyResults.ts';
import type { ClusterDiagnostics } from './clusterDiagnostics.ts';
import { confirmByTyping, withProgress } from './questions.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';
import {
  askModally,
  pickMany,
  pickOne,
  showError,
  showInformation,
  type ListItem,
} from './window.ts';

export interface ApplyWindowParts {
  log: Log;
  documents: VirtualDocuments;
  diagnostics: ClusterDiagnostics;
}

/** One window per run: it remembers the preview that it opened. */
export function createApplyWindow(
  { log, documents, diagnostics }: ApplyWindowParts,
  sources: readonly SourceDocument[],
): ApplyUi {
  let preview: Preview | undefined;
  let hasProblems = false;
  const labelOf = (entry: PlanEntry) =>
    sources.find(({ document }) => document.index === entry.index)?.label ?? '';

  return {
    progress: async (title, work) => withProgress(title, work),
    fail(message) {
      // Not awaited, here and below: a message may stay for as long as it likes. Only with a button is it shown whole.
      const more = hasProblems ? 'Show Problems' : 'Show Log';
      void showError(message, more).then(async (answer) => {
        if (answer !== more) return;
        if (hasProblems) await vscode.commands.executeCommand('workbench.actions.view.problems');
        else log.show();
      });
    },
    inform(message) {
      void showInformation(message);
    },
    async askForNamespace(namespace, plan, isProtected) {
      const create = 'Create Namespace';
      const skip = 'Go On Without';
      const answer = await askModally(
        `Namespace ${namespace} does not exist in ${targetText(plan)}`,
        'Create it now, or leave out the documents that need it?',
        create,
        skip,
      );
      if (answer === skip) return 'skip';
      if (answer !== create) return 'cancel';
      if (!isProtected) return 'create';
      const { context, server } = plan.target;
      const isMeant = await confirmByTyping(context, `Create namespace ${namespace}`, server);
      return isMeant ? 'create' : 'cancel';
    },
    async chooseTakeOvers(plan, conflicts) {
      const picked = await pickMany(
        conflicts.map((entry) => ({
          label: `Take over ${refText(entry.ref)}`,
          description: labelOf(entry),
          detail: conflictLines(entry).join('; '),
          index: entry.index,
        })),
        {
          title: `Conflicts in ${targetText(plan)}: other owners set these fields`,
          placeHolder: 'What you do not choose is left out',
          ignoreFocusOut: true,
        },
      );
      return picked?.map(({ index }) => index);
    },
    async chooseLeft(plan, entries) {
      const picked = await pickMany(
        entries.map((entry) => ({
          label: `Remove from ${refText(entry.ref)}`,
          description: labelOf(entry),
          detail: entry.left?.fields.join(', '),
          index: entry.index,
        })),
        {
          title: `Left in ${targetText(plan)}: an earlier apply set these fields, the manifest no longer has them`,
          placeHolder: 'Choose where they are to be removed; elsewhere they are kept',
          ignoreFocusOut: true,
        },
      );
      return picked?.map(({ index }) => index);
    },
    async chooseReplacements(plan, replaceable) {
      const picked = await pickMany(
        replaceable.map((entry) => ({
          label: `Delete and make anew: ${refText(entry.ref)}`,
          description: labelOf(entry),
          detail: `Then ${entry.replaceable?.lost ?? ''}`,
          index: entry.index,
        })),
        {
          title: `Cannot be changed in ${targetText(plan)}: delete and make anew?`,
          placeHolder: 'What you do not choose stays as it is; the preview comes next',
          ignoreFocusOut: true,
        },
      );
      return picked?.map(({ index }) => index);
    },
    async chooseDocuments(plan, applicable) {
      const others = plan.entries.filter((entry) => !applicable.includes(entry));
      const picked = await pickMany(
        [
          ...applicable.map((entry) => ({ ...item(entry, labelOf(entry)), picked: true })),
          separator('Left out in any case', others.length > 0),
          ...others.map((entry) => item(entry, labelOf(entry))),
        ].filter((one) => one !== undefined),
        {
          title: `Apply to ${targetText(plan)}: choose the documents`,
          placeHolder: 'The preview comes next',
          ignoreFocusOut: true,
          matchOnDescription: true,
        },
      );
      const allowed = new Set(applicable.map(({ index }) => index));
      return picked?.map(({ index }) => index).filter((index) => allowed.has(index));
    },
    async showPreview(plan, chosen) {
      preview = await openPreview(documents, plan, chosen, labelOf);
    },
    async confirm(question) {
      const isMeant = question.isProtected
        ? await typeBesideDiff(question)
        : await askBesideDiff(question);
      if (isMeant) await preview?.close();
      return isMeant;
    },
    showProblems: (problems) => {
      hasProblems = problems.some(({ error }) => error !== undefined);
      diagnostics.show(problems, fieldPlace);
    },
    showOutcome: (outcome) => {
      showResults(log, sources, outcome);
    },
  };
}

/** Not modal on purpose: a modal question would cover the diff and keep it from being scrolled. */
async function askBesideDiff({ plan, chosen, takenOver }: Question): Promise<boolean> {
  const apply = {
    label: `Apply: ${countsText(chosen, takenOver)}`,
    icon: 'cloud-upload',
    detail: [
      `context ${plan.target.context}`,
      `server ${plan.target.server}`,
      namespacesText(chosen),
    ].join(' · '),
  };
  const cancel = {
    label: 'Cancel',
    icon: 'close',
    detail: 'Nothing is changed; the preview stays open',
  };
  const picked = await pickOne([apply, cancel], {
    title: `Apply this to ${targetText(plan)}?`,
    placeHolder: 'Look at the preview, then answer',
    ignoreFocusOut: true,
  });
  return picked === apply;
}

function typeBesideDiff({ plan, chosen, takenOver }: Question): Promise<boolean> {
  const where = `server ${plan.target.server}, ${namespacesText(chosen)}`;
  return confirmByTyping(plan.target.context, `Apply: ${countsText(chosen, takenOver)}`, where);
}

interface DocumentItem extends ListItem {
  index: number;
}

function item(entry: PlanEntry, label: string): DocumentItem {
  const notes = [entry.error?.message, entry.note, ...leftLines(entry), ...entry.warnings].filter(
    Boolean,
  );
  return {
    label: refText(entry.ref),
    icon: icons[entry.action],
    description: `${actionText(entry)} · ${label}`,
    detail: notes.length > 0 ? notes.join('; ') : undefined,
    index: entry.index,
  };
}

function separator(label: string, isWanted: boolean): DocumentItem | undefined {
  return isWanted ? { label, isSeparator: true, index: -1 } : undefined;
}

const icons = {
  create: 'diff-added',
  'create-after': 'diff-added',
  'change-after': 'diff-modified',
  replace: 'replace-all',
  change: 'diff-modified',
  unchanged: 'check',
  conflict: 'git-compare',
  refused: 'error',
  'not-applicable': 'circle-slash',
} as const;
