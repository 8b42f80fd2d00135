import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-main-class-name',
  severity: 'warning',
  claims: 'advice',
  summary: 'The main class does not have the form of the name of a Java class.',
  source: onPage('Spark', 'https://spark.apache.org/docs/latest/submitting-applications.html'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const name = get(node, 'mainClass');
    const text = string(name);
    if (!name || !text || /^(Python|R)$/.test(string(get(node, 'type')) ?? '')) return;
    if (/[/\s]|\.class$/.test(text))
      report(name, `"${text}" is not the name of a class: write e.g. org.example.Main`);
  },
};
