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
import type { Plan, PlanEntry } from '../../cluster/api.ts';
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
      // Not awaited, here and below: a message may stay for as long as it likes.
      void tellFailure(message, log, hasProblems);
    },
    inform(message) {
      void showInformation(message);
    },
    askForNamespace,
    chooseTakeOvers: async (plan, conflicts) =>
      chooseEntries(conflicts, {
        title: `Conflicts in ${targetText(plan)}: other owners set these fields`,
        placeHolder: 'What you do not choose is left out',
        label: ({ ref }) => `Take over ${refText(ref)}`,
        description: labelOf,
        detail: (entry) => conflictLines(entry).join('; '),
      }),
    chooseLeft: async (plan, entries) =>
      chooseEntries(entries, {
        title: `Left in ${targetText(plan)}: an earlier apply set these fields, the manifest no longer has them`,
        placeHolder: 'Choose where they are to be removed; elsewhere they are kept',
        label: ({ ref }) => `Remove from ${refText(ref)}`,
        description: labelOf,
        detail: ({ left }) => left?.fields.join(', '),
      }),
    chooseReplacements: async (plan, replaceable) =>
      chooseEntries(replaceable, {
        title: `Cannot be changed in ${targetText(plan)}: delete and make anew?`,
        placeHolder: 'What you do not choose stays as it is; the preview comes next',
        label: ({ ref }) => `Delete and make anew: ${refText(ref)}`,
        description: labelOf,
        detail: (entry) => `Then ${entry.replaceable?.lost ?? ''}`,
      }),
    chooseDocuments: async (plan, applicable) => chooseDocuments(plan, applicable, labelOf),
    async showPreview(plan, chosen) {
      preview = await openPreview(documents, plan, chosen, labelOf);
    },
    async confirm(question) {
      const ask = question.isProtected ? typeBesideDiff : askBesideDiff;
      const isMeant = await ask(question);
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

/** Only with a button is a message shown whole. */
async function tellFailure(message: string, log: Log, hasProblems: boolean): Promise<void> {
  const more = hasProblems ? 'Show Problems' : 'Show Log';
  const answer = await showError(message, more);
  if (answer !== more) return;
  if (hasProblems) await vscode.commands.executeCommand('workbench.actions.view.problems');
  else log.show();
}

const askForNamespace: ApplyUi['askForNamespace'] = async (namespace, plan, isProtected) => {
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
};

interface EntryQuestion {
  readonly title: string;
  readonly placeHolder: string;
  readonly label: (entry: PlanEntry) => string;
  readonly description: (entry: PlanEntry) => string;
  readonly detail: (entry: PlanEntry) => string | undefined;
}

/** Lets people choose among entries of a plan; the index of each, undefined where they go back. */
async function chooseEntries(
  entries: readonly PlanEntry[],
  { title, placeHolder, label, description, detail }: EntryQuestion,
): Promise<number[] | undefined> {
  const picked = await pickMany(
    entries.map((entry) => ({
      label: label(entry),
      description: description(entry),
      detail: detail(entry),
      index: entry.index,
    })),
    { title, placeHolder, ignoreFocusOut: true },
  );
  return picked?.map(({ index }) => index);
}

async function chooseDocuments(
  plan: Plan,
  applicable: readonly PlanEntry[],
  labelOf: (entry: PlanEntry) => string,
): Promise<number[] | undefined> {
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
