import { get } from '../../yaml/node.ts';
import { keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-main-class',
  severity: 'warning',
  claims: 'absence',
  summary: 'A main class is for Java and Scala, and has the form of a Java class.',
  on: { types: [APPLICATION] },
  check({ node }, report) {
    const name = get(node, 'mainClass');
    const text = string(name);
    const type = string(get(node, 'type')) ?? '';
    if (!name || !text) return;
    if (type === 'Python' || type === 'R')
      report(keyOf(node, 'mainClass'), `"mainClass" is not for "type: ${type}": remove it`);
    else if (/[/\s]|\.class$/.test(text))
      report(name, `"${text}" is not the name of a class: write e.g. org.example.Main`);
  },
};
