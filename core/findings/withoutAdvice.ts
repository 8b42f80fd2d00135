/** Levels of rules with all advice switched off: what is taken as it is, works, and is perhaps not meant. */
import type { RuleLevel } from '../../shared/settings.ts';
import { rules } from '../rules/index.ts';

type Levels = Readonly<Record<string, RuleLevel>>;

const advice: Levels = Object.fromEntries(
  rules
    .filter(({ claims, severity }) => claims === 'advice' && severity === 'information')
    .map(({ code }) => [code, 'off'] as const),
);

const made = new WeakMap<Levels, Levels>();

/** A rule that is named keeps its level. The same levels give the same object. */
export function withoutAdvice(levels: Levels): Levels {
  const before = made.get(levels);
  if (before) return before;
  const result = { ...advice, ...levels };
  made.set(levels, result);
  return result;
}
