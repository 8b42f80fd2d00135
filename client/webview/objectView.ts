// A page of an object as its webview shows it: visible text of bounded length, and ids in the place of objects.
import type { Cell, LinkedObject, ObjectPage } from '../../cluster/describeApi.ts';
import type { Health } from '../../shared/kindFacts.ts';
import { plainLine, visibleText } from '../../shared/plainText.ts';
import type { PageIds } from './messages.ts';

export const objectActions = [
  'describe',
  'openYaml',
  'showLogs',
  'edit',
  'showPicture',
  'compareWithFile',
  'revealFile',
] as const;
export type ObjectAction = (typeof objectActions)[number];

export interface ViewCell {
  readonly text: string;
  readonly health?: Health;
  /** Of the object that it leads to. */
  readonly id?: string;
  /** ISO time. */
  readonly since?: string;
}

export interface ViewSection {
  readonly id: string;
  readonly title: string;
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly ViewCell[])[];
  readonly note?: string;
}

export interface ViewButton {
  readonly title: string;
  readonly action: ObjectAction;
  readonly id: string;
}

export interface ObjectView {
  readonly kind: string;
  readonly name: string;
  /** Context and namespace. */
  readonly place: string;
  readonly status: string;
  readonly health: Health;
  readonly detail?: string;
  readonly createdAt?: string;
  /** Why it may not be as the cluster has it. */
  readonly note?: string;
  readonly buttons: readonly ViewButton[];
  readonly sections: readonly ViewSection[];
}

/** Characters of one cell: nobody reads more of one. */
const longestText = 4000;

export function objectView(
  page: ObjectPage,
  ids: PageIds<LinkedObject>,
  buttons: readonly Omit<ViewButton, 'id'>[],
): ObjectView {
  const { object, stale, isGone, detail, createdAt } = page;
  const note = isGone ? 'It is not in the cluster any more: this is how it was.' : stale?.message;
  return {
    kind: plainLine(object.kind),
    name: plainLine(object.name),
    place: plainLine([page.context, object.namespace].filter(Boolean).join(' · ')),
    status: plainLine(page.status),
    health: page.health,
    ...(detail !== undefined && { detail: shown(detail) }),
    ...(createdAt !== undefined && { createdAt }),
    ...(note !== undefined && { note: shown(note) }),
    buttons: buttons.map((button) => ({ ...button, id: ids.idOf(object) })),
    sections: page.sections.map(({ id, title, columns, rows, note }) => ({
      ...{ id, title, rows: rows.map((row) => row.map((cell) => viewCell(cell, ids))) },
      ...(columns && { columns }),
      ...(note !== undefined && { note: shown(note) }),
    })),
  };
}

function viewCell({ text, health, link, since }: Cell, ids: PageIds<LinkedObject>): ViewCell {
  return {
    text: shown(text),
    ...(health && { health }),
    ...(link && { id: ids.idOf(link) }),
    ...(since !== undefined && { since: plainLine(since, 40) }),
  };
}

function shown(text: string): string {
  const visible = visibleText(text.slice(0, longestText));
  return text.length > longestText ? `${visible}…` : visible;
}

export function linkKey({ apiVersion, kind, name, namespace }: LinkedObject): string {
  return JSON.stringify([apiVersion, kind, namespace, name]);
}
