/** What the command that explains a code shows, in one file: dist/explanations.json. */
import { writeFileSync } from 'node:fs';
import { formats } from '../../core/formats/index.ts';
import { formatText } from './formatsPage.ts';
import { explainedBySubject, explanation } from './rulePages.ts';

/** Markdown by code. */
export function explanations(): Record<string, string> {
  const ofRules = [...explainedBySubject().values()].flat();
  return Object.fromEntries([
    ...ofRules.map((one) => [one.code, markdown(one.code, explanation(one))] as const),
    ...[...formats.values()].map((format) => {
      const code = `format-${format.name}`;
      return [code, markdown(code, formatText(format))] as const;
    }),
  ]);
}

export function writeExplanations(file: string): void {
  writeFileSync(file, JSON.stringify(explanations()));
}

function markdown(code: string, lines: readonly string[]): string {
  return [`# ${code}`, '', ...lines].join('\n');
}
