// What is said when a plan has nothing to send: because all is as it should be, or because nothing can be sent.
import type { Plan } from '../api.ts';
import type { ApplyUi } from './applyUi.ts';
import { leftLines, targetText } from './words.ts';

export function tellNothingToDo(plan: Plan, ui: ApplyUi): void {
  const failed = plan.entries.filter(({ error, action }) => error && action !== 'unchanged');
  const conflicts = plan.entries.filter(({ action }) => action === 'conflict');
  if (failed.length === 0 && conflicts.length === 0) {
    ui.inform(nothingText(plan));
    return;
  }
  const [first] = failed;
  const more = failed.length > 1 ? ` (and ${failed.length - 1} more, see Problems)` : '';
  const reason = first?.error?.message ?? 'other owners keep the fields in conflict';
  ui.fail(`Nothing was applied to ${targetText(plan)}: ${reason}${more}${comparedText(plan)}`);
}

function comparedText({ entries }: Plan): string {
  const compared = entries.filter(({ unchecked }) => unchecked !== undefined);
  if (compared.length === 0) return '';
  return compared.some(({ unchecked }) => unchecked === 'different')
    ? '. The comparison that is shown is not checked by the API server'
    : '. As far as reading can tell, and not checked by the API server, it already is like this';
}

/** Nothing failed, and nothing would change. */
function nothingText(plan: Plan): string {
  const { entries } = plan;
  const going = entries.filter(({ isInDeletion }) => isInDeletion);
  const [first] = going;
  const others = going.length > 1 ? ` (and ${going.length - 1} more)` : '';
  if (first) return `Nothing to apply to ${targetText(plan)}: ${first.warnings[0] ?? ''}${others}`;
  const unsent = entries.filter(({ action }) => action === 'not-applicable');
  if (unsent.length === entries.length) return `Nothing to apply: ${unsent[0]?.note ?? ''}`;
  const left = entries.flatMap(leftLines);
  const but = left.length > 0 ? `, but for what stays: ${left.join('; ')}` : '';
  return `Nothing to apply: ${targetText(plan)} already has it like this${but}`;
}
