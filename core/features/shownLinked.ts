/** Findings between a document and others as the protocol has them: from its facts alone, so that its text need not be there. */
import type { Diagnostic } from 'vscode-languageserver-types';
import { plainLine } from '../../shared/plainText.ts';
import type { Rules } from '../configuration/configurations.ts';
import type { Position, Range } from '../model/manifestDocument.ts';
import type { Suppressed } from '../findings/finding.ts';
import { isSuppressed } from '../findings/suppress.ts';
import type { LinkedFinding } from '../graph/checks/linked.ts';
import { rangeInFile, type PlacedFacts } from '../graph/graph.ts';
import { diagnosticSeverity, diagnosticSource } from './diagnosticSource.ts';

/** A document with what was found between it and others. */
export interface LinkedDocument {
  readonly placed: PlacedFacts;
  readonly found: readonly LinkedFinding[];
  /** Levels that count for its file. */
  readonly rules: Rules;
  readonly suppressed: Suppressed | undefined;
  /** Where values are filled in later: nothing is known of them. */
  readonly replaced?: readonly Range[] | undefined;
}

/** `spellingOf`: an address of the graph as the client spells it. */
export function shownLinked(
  { placed, found, rules, suppressed, replaced = placed.replaced }: LinkedDocument,
  spellingOf: (uri: string) => string = (uri) => uri,
): Diagnostic[] {
  const known = notReplaced(found, replaced);
  return notSuppressed(known, suppressed).flatMap(({ code, severity, range, message, related }) => {
    const level = rules[code] ?? severity;
    if (level === 'off') return [];
    const diagnostic: Diagnostic = {
      range: rangeInFile(placed, range),
      message: plainLine(message, maxMessage),
      severity: diagnosticSeverity[level],
      code,
      source: diagnosticSource,
    };
    if (related.length > 0)
      diagnostic.relatedInformation = related.map(({ object, range: at, message: words }) => ({
        location: { uri: spellingOf(object.uri), range: rangeInFile(object.placed, at) },
        message: plainLine(words, maxMessage),
      }));
    return [diagnostic];
  });
}

/** Those that no comment of the document switches off. */
export function notSuppressed(
  found: readonly LinkedFinding[],
  suppressed: Suppressed | undefined,
): readonly LinkedFinding[] {
  return suppressed
    ? found.filter(({ code, range }) => !isSuppressed(suppressed, code, range.start.line))
    : found;
}

/** Those of values that stay as they are written. */
export function notReplaced(
  found: readonly LinkedFinding[],
  replaced: readonly Range[] = [],
): readonly LinkedFinding[] {
  return replaced.length === 0
    ? found
    : found.filter(({ range }) => !replaced.some((each) => holdsRange(each, range)));
}

function holdsRange(outer: Range, inner: Range): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

/** What a list of problems shows of one. */
const maxMessage = 1_000;
