/** What an operator does not look at, and what it does not do, by the values of its chart in the workspace. */
import { quote } from '../../formats/format.ts';
import type { OperatorSwitch, WatchFacts } from '../facts.ts';
import { kindKey, type Graph, type KnownObject } from '../graph.ts';
import {
  related,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
  type RelatedObject,
} from './linked.ts';

export const operatorNamespace: LinkedCode = {
  code: 'operator-namespace',
  severity: 'warning',
  summary: 'An object is in a namespace that its operator does not look at.',
};
export const operatorSwitch: LinkedCode = {
  code: 'operator-switched-off',
  severity: 'warning',
  summary: 'A field does something only where a value of the chart of its operator is on.',
};

export const watched: LinkedCheck = {
  codes: [operatorNamespace, operatorSwitch],
  check(object, { graph }, report) {
    if (!graph.isWhole) return;
    checkObject(object, graph, report);
    if (object.facts.watches) checkOperator(object, graph, report);
  },
};

/** An operator with the object or the file that says what it looks at. */
interface Operator {
  readonly by: KnownObject;
  readonly watches: WatchFacts;
}

function checkObject(object: KnownObject, graph: Graph, report: LinkedReporter): void {
  const operators = operatorsOf(graph, kindKey(object.facts));
  if (operators.length === 0) return;
  const { kind, name, namespace } = object.facts;
  const missed = namespace === undefined ? undefined : whoMisses(operators, namespace);
  if (missed && namespace !== undefined)
    report(
      operatorNamespace,
      name.range,
      `the ${missed.watches.operator} looks at ${namespacesIn(missed)} only, so nothing happens with this ${kind} in ${quote(namespace)}: add the namespace to ${missed.watches.field} in the values of the operator, or move the ${kind}`,
      { related: aboutList(missed) },
    );
  checkSwitches(object, operators, report);
}

function checkSwitches(
  { facts: { switchedFields = {} } }: KnownObject,
  operators: readonly Operator[],
  report: LinkedReporter,
): void {
  for (const [value, fields] of Object.entries(switchedFields)) {
    const off = whoIsOff(operators, value);
    if (!off) continue;
    const how = off.found.valueRange ? 'is false' : 'is not set';
    for (const { text, range } of fields)
      report(
        operatorSwitch,
        range,
        `${text} does nothing: ${value} ${how} in the values of the ${off.operator.watches.operator}; set it to true there`,
        { related: aboutSwitch(off) },
      );
  }
}

/** The same, told to whoever reads the values. */
function checkOperator(object: KnownObject, graph: Graph, report: LinkedReporter): void {
  for (const watches of object.facts.watches ?? [])
    for (const kind of watches.kinds) {
      const operators = operatorsOf(graph, kind);
      const [group = '', name = ''] = kind.split('/');
      for (const each of graph.ofKind({ group, kind: name })) {
        if (each.isMade) continue;
        const { listRange } = watches;
        const missed =
          each.namespace === undefined ? undefined : whoMisses(operators, each.namespace);
        if (listRange && missed?.watches === watches && each.namespace !== undefined)
          report(
            operatorNamespace,
            listRange,
            `${name} ${quote(each.name)} is in ${quote(each.namespace)}, which the operator does not look at: add the namespace here`,
            { related: related(each.by) },
          );
        for (const [value] of Object.entries(each.by.facts.switchedFields ?? {})) {
          const off = whoIsOff(operators, value);
          if (off?.operator.watches === watches && off.found.valueRange)
            report(
              operatorSwitch,
              off.found.valueRange,
              `${name} ${quote(each.name)} has fields that do nothing while ${value} is false`,
              { related: related(each.by) },
            );
        }
      }
    }
}

function operatorsOf(graph: Graph, kind: string): Operator[] {
  return [...graph.watching()].flatMap((by) =>
    (by.facts.watches ?? [])
      .filter(({ kinds }) => kinds.includes(kind))
      .map((watches) => ({ by, watches })),
  );
}

/** What several say counts together: they may be of several clusters, or one of them adds to another. */
function whoMisses(operators: readonly Operator[], namespace: string): Operator | undefined {
  if (operators.some(({ watches: { namespaces } }) => !namespaces)) return undefined;
  const written = operators.filter(({ watches }) => watches.listRange);
  const deciding = written.length > 0 ? written : operators;
  if (written.length === 0 && operators.length > 1) return undefined;
  const isSeen = deciding.some(({ watches: { namespaces } }) => namespaces?.includes(namespace));
  return isSeen ? undefined : deciding[0];
}

interface Off {
  readonly operator: Operator;
  readonly found: OperatorSwitch;
}

/** One who says so decides where the others say nothing of it; a value that nobody writes is known of one alone. */
function whoIsOff(operators: readonly Operator[], value: string): Off | undefined {
  const found = operators.flatMap((operator) => {
    const own = operator.watches.switches?.find((each) => each.value === value);
    return own ? [{ operator, found: own }] : [];
  });
  return found.length === operators.length && (found.length === 1 || found.every(isWritten))
    ? found[0]
    : undefined;
}

function isWritten({ found }: Off): boolean {
  return found.valueRange !== undefined;
}

function namespacesIn({ watches: { namespaces = [] } }: Operator): string {
  const names = namespaces.map((name) => quote(name));
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

function aboutList({ by, watches: { listRange, field } }: Operator): RelatedObject[] {
  return [{ object: by, range: listRange ?? by.facts.name.range, message: field }];
}

function aboutSwitch({ operator: { by }, found: { valueRange, value } }: Off): RelatedObject[] {
  return [{ object: by, range: valueRange ?? by.facts.name.range, message: value }];
}
