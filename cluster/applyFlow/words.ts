// The sentences of the apply flow: where to, what would happen, what happened.
import { isVerdict } from '../errors/errors.ts';
import type {
  ClusterError,
  DocumentResult,
  Plan,
  PlanAction,
  PlanEntry,
  ResourceRef,
} from '../api.ts';

export function refText(ref: ResourceRef | undefined): string {
  if (!ref) return 'document';
  return ref.namespace ? `${ref.kind} ${ref.namespace}/${ref.name}` : `${ref.kind} ${ref.name}`;
}

/** `context kind-dev (127.0.0.1:6443)`: part of every question. */
export function targetText({ target }: Plan): string {
  return `context ${target.context} (${hostOf(target.server)})`;
}

/** Why nothing is changed in a context, and what to do. */
export function readOnlyText(contextName: string): string {
  return `context ${contextName} is read-only. Use another context, or take it out of the setting dataPlatform.readOnlyContexts`;
}

/** The namespaces that the entries land in; cluster-wide resources have none. */
export function namespacesText(entries: readonly PlanEntry[]): string {
  const names = [...new Set(entries.map(({ ref }) => ref?.namespace ?? ''))];
  const named = names.filter(Boolean).sort();
  const parts: string[] = [];
  if (named.length === 1) parts.push(`namespace ${named[0]}`);
  if (named.length > 1) parts.push(`namespaces ${named.join(', ')}`);
  if (names.includes('')) parts.push('cluster-wide');
  return parts.join(' and ');
}

/** `2 to create, 1 to change, 1 of them taken over from other owners`. */
export function countsText(entries: readonly PlanEntry[], takenOver: readonly number[]): string {
  const creates = entries.filter((entry) => isCreate(entry)).length;
  const replacements = entries.filter(({ action }) => action === 'replace').length;
  const changes = entries.length - creates - replacements;
  const removals = entries.filter(({ left }) => left?.isRemoved).length;
  return [
    creates ? `${creates} to create` : '',
    changes ? `${changes} to change` : '',
    replacements ? `${replacements} to delete and make anew` : '',
    takenOver.length ? `${takenOver.length} of them taken over from other owners` : '',
    removals ? `${removals} of them without what an earlier apply left` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

export function actionText(entry: PlanEntry): string {
  return isUnanswered(entry) ? 'could not be checked' : actionTexts[entry.action];
}

/** The dry run got no verdict: nobody refused the object. */
function isUnanswered({ action, error }: PlanEntry): boolean {
  return action === 'refused' && error !== undefined && !isVerdict(error);
}

const actionTexts: Record<PlanAction, string> = {
  create: 'create',
  change: 'change',
  unchanged: 'unchanged',
  'create-after': 'create, after another document',
  'change-after': 'change, after another document',
  replace: 'delete and make anew',
  conflict: 'conflict',
  refused: 'refused by the API server',
  'not-applicable': 'cannot be sent',
};

export function isCreate({ action }: PlanEntry): boolean {
  return action === 'create' || action === 'create-after';
}

/** Entries that something would be sent for, once chosen. */
export function isApplicable(entry: PlanEntry): boolean {
  return isCreate(entry) || ['change', 'change-after', 'replace'].includes(entry.action);
}

/** `spark-operator owns .spec.replicas, .spec.image`, one line per owner. */
export function conflictLines({ conflicts = [] }: PlanEntry): string[] {
  const fields = new Map<string, string[]>();
  for (const { manager, field } of conflicts) {
    fields.set(manager, [...(fields.get(manager) ?? []), field]);
  }
  return [...fields].map(([manager, owned]) => `${manager} owns ${owned.join(', ')}`);
}

/** `spec.replicas, left by kubectl apply, stays`, or that it goes; empty where nothing is left. */
export function leftLines({ left }: PlanEntry): string[] {
  if (!left) return [];
  const fields = left.fields.slice(0, 8).join(', ');
  const more = left.fields.length > 8 ? ` and ${left.fields.length - 8} more` : '';
  const isOne = left.fields.length === 1;
  const what = `${fields}${more}, left by ${left.by}`;
  if (left.isRemoved) return [`${what}, ${isOne ? 'goes' : 'go'}`];
  if (left.isInTheWay) return [`${what}, ${isOne ? 'is' : 'are'} in the way`];
  const why = left.error
    ? `, as the API server refuses the object without: ${left.error.message}`
    : '';
  return [`${what}, ${isOne ? 'stays' : 'stay'}${why}`];
}

export interface ResultLine {
  readonly index: number;
  /** `created`, `refused`, `left out`, …: what the summary counts. */
  readonly word: string;
  readonly text: string;
  /** The same for the log: fields are named, but no value that a server may repeat in its words. */
  readonly logText: string;
  readonly level: 'ok' | 'note' | 'problem';
}

/** What became of one document, also of those that were never meant to be sent. */
export function resultLine(
  result: DocumentResult,
  entry: PlanEntry | undefined,
  wasChosen: boolean,
): ResultLine {
  const { index } = result;
  if (!wasChosen && entry) return leftOutLine(entry);
  if (result.outcome === 'applied') {
    const { change, text } = result;
    if (result.isIncomplete) {
      const word = `${change} in part`;
      return {
        index,
        word,
        text,
        logText: logLine(refText(result.ref), word, undefined),
        level: 'problem',
      };
    }
    return { index, word: change, text, logText: text, level: 'ok' };
  }
  const { error, text } = result;
  const word = outcomeTexts[result.outcome];
  const isSaid = !error || text.includes(error.message);
  return {
    index,
    word,
    text: isSaid ? text : `${text}: ${error.message}`,
    logText: logLine(refText(result.ref), word, error),
    level: 'problem',
  };
}

function leftOutLine(entry: PlanEntry): ResultLine {
  const { index, action, error } = entry;
  const name = refText(entry.ref);
  const line = (word: string, level: ResultLine['level'], reason?: string): ResultLine => ({
    index,
    word,
    text: `${name}: ${reason ?? word}`,
    logText: logLine(name, word, error),
    level,
  });
  if (entry.isInDeletion && action === 'unchanged')
    return line('unchanged', 'note', entry.warnings[0]);
  if (action === 'unchanged') {
    return line('unchanged', 'ok', ['unchanged', ...leftLines(entry)].join('; '));
  }
  if (isApplicable(entry)) return line('left out', 'note', 'left out, as you chose');
  // An input of another tool: nothing is wrong with it.
  if (!error && entry.note) return { ...line('left out', 'note'), text: entry.note };
  const reason = error?.message ?? conflictLines(entry).join('; ');
  const isRefused = action === 'refused' && !isUnanswered(entry);
  return line(isRefused ? 'refused' : 'not sent', 'problem', reason);
}

function logLine(name: string, word: string, error: ClusterError | undefined): string {
  if (!error) return `${name}: ${word}`;
  const fields = error.causes.map(({ path }) => path.join('.')).filter(Boolean);
  return `${name}: ${[`${word} (${error.code})`, ...fields].join(' ')}`;
}

/** One sentence over all results, nothing left out. */
export function summaryText(lines: readonly ResultLine[]): string {
  const counts = new Map<string, number>();
  for (const { word } of lines) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}

const outcomeTexts = {
  refused: 'refused',
  'not-sent': 'not sent',
  unknown: 'unknown (sent, but no answer came)',
} as const;

/** Comment lines on top of both sides of a preview: what it is, and where it would go. */
export function previewHeader(entry: PlanEntry, { target }: Plan, label: string): string {
  const lines = [
    entry.unchecked
      ? 'Comparison of what could be read with the manifest: the API server has not checked it, defaults are not filled in'
      : 'Preview: nothing is changed yet',
    '',
    `Document   ${refText(entry.ref)}, from ${label}`,
    `Action     ${actionText(entry)}`,
    `Context    ${target.context}`,
    `Server     ${target.server}`,
    `Namespace  ${entry.ref?.namespace ?? 'none, cluster-wide'}`,
    ...conflictLines(entry).map((line) => `Conflict   ${line}`),
    ...leftLines(entry).map((line) => `Left       ${line}`),
    ...(entry.note ? [`Note       ${entry.note}`] : []),
    ...(entry.unchecked && entry.error ? [`Right      ${entry.error.message}`] : []),
    ...entry.warnings.map((warning) => `Warning    ${warning}`),
    '',
  ];
  return lines
    .map((line) => `# ${line.trimEnd().replace(/[\r\n]+/g, ' ')}`.trimEnd() + '\n')
    .join('');
}

export function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}
