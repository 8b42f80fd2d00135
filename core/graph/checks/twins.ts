/** What there should be one of: the volume behind a handle, the priority of pods that name none. */
import { quote } from '../../formats/format.ts';
import type { KnownObject } from '../graph.ts';
import { folderOf } from '../siblings.ts';
import { volumesIn } from '../storage/around.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const handleTwice: LinkedCode = {
  code: 'volume-handle-twice',
  severity: 'warning',
  summary: 'Two volumes stand for the same storage.',
};
export const twoPriorities: LinkedCode = {
  code: 'priority-defaults',
  severity: 'warning',
  summary: 'Two PriorityClasses are the one of pods that name none.',
};

export const twins: LinkedCheck = {
  codes: [handleTwice, twoPriorities],
  check(object, around, report) {
    checkHandle(object, around, report);
    checkPriority(object, around, report);
  },
};

function checkHandle(object: KnownObject, { graph }: Around, report: LinkedReporter): void {
  const { storage, name } = object.facts;
  if (storage?.of !== 'volume' || !storage.handle) return;
  const { handle } = storage;
  // Folders hold clusters: two that lie apart are of two of them.
  const other = volumesIn(graph).find(
    ({ facts, object: its }) =>
      facts.handle?.text === handle.text &&
      facts.name !== name.text &&
      folderOf(its.uri) === folderOf(object.uri),
  );
  if (other)
    report(
      handleTwice,
      handle.range,
      `volume ${quote(other.facts.name)} stands for the same storage: what two claims write there destroys the other's files`,
      { related: related(other.object) },
    );
}

function checkPriority(object: KnownObject, { graph }: Around, report: LinkedReporter): void {
  const { group, kind, name, isGlobalDefault } = object.facts;
  if (!isGlobalDefault) return;
  const other = [...graph.ofKind({ group, kind })].find(
    ({ by }) =>
      by.facts.isGlobalDefault &&
      by.facts.name.text !== name.text &&
      folderOf(by.uri) === folderOf(object.uri),
  );
  if (other)
    report(
      twoPriorities,
      name.range,
      `PriorityClass ${quote(other.name)} has globalDefault: true, too: the API server refuses the second one`,
      { related: related(other.by) },
    );
}
