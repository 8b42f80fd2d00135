/** Main file, class and dependencies of a Spark application. */
import { own } from '../../../shared/own.ts';
import { at, get } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { spark } from '../examples.ts';
import { isFilled, keyOf, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION } from './sparkSpec.ts';

const ENDINGS: Record<string, RegExp> = {
  Java: /\.jar$/,
  Scala: /\.jar$/,
  Python: /\.py$/,
  R: /\.[rR]$/,
};

export const sparkMainFile: Rule = {
  code: 'spark-main-file',
  severity: 'warning',
  summary: 'The main file has the ending of its language and a scheme that the cluster can read.',
  on: { types: [APPLICATION] },
  bad: [
    spark('mainApplicationFile: local:///opt/app.jar'),
    spark('mainApplicationFile: local://opt/app.py'),
    spark('mainApplicationFile: s3://bucket/app.py'),
  ],
  good: spark('mainApplicationFile: s3a://bucket/app.py'),
  check({ node }, report) {
    const file = get(node, 'mainApplicationFile');
    const text = string(file);
    const type = string(get(node, 'type')) ?? '';
    if (!file || !text || /[${}]/.test(text) || text === 'spark-internal') return;
    const local = /^local:\/\/([^/].*)$/.exec(text)?.[1];
    const s3 = /^s3n?:(\/\/.*)$/.exec(text)?.[1];
    const better =
      local === undefined ? (s3 === undefined ? undefined : `s3a:${s3}`) : `local:///${local}`;
    if (better) {
      const why =
        local === undefined ? 'Hadoop reads S3 as s3a' : 'a path in the image has three slashes';
      report(file, `"${text}": ${why}, write ${better}`, {
        fix: { title: `Replace with ${better}`, edits: [[file.span, yamlText(better)]] },
      });
    } else if (own(ENDINGS, type)?.test(text) === false && /\.\w+$/.test(text)) {
      report(file, `"${text}" is not a file of "type: ${type}": check the file and the type`);
    }
  },
};

export const sparkMainClass: Rule = {
  code: 'spark-main-class',
  severity: 'warning',
  summary: 'A main class is for Java and Scala, and has the form of a Java class.',
  on: { types: [APPLICATION] },
  bad: [
    spark('mainClass: org.example.Main'),
    spark('type: Scala\nmainApplicationFile: local:///a.jar\nmainClass: org/example/Main'),
  ],
  good: spark('type: Scala\nmainApplicationFile: local:///a.jar\nmainClass: org.example.Main'),
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

export const sparkPackages: Rule = {
  code: 'spark-packages',
  severity: 'warning',
  summary: 'Packages are given as group:artifact:version, excluded ones without version.',
  on: { types: [APPLICATION] },
  bad: [
    spark('deps: { packages: ["org.example:lib"] }'),
    spark('deps: { excludePackages: ["org.example:lib:1.0"] }'),
    spark('deps: { jars: ["a.jar,b.jar"] }'),
  ],
  good: spark('deps: { packages: ["org.example:lib:1.0"], excludePackages: ["org.example:lib"] }'),
  check({ node }, report) {
    const deps = get(node, 'deps');
    for (const item of list(get(deps, 'packages'))) {
      const text = string(item);
      if (text && !/^[^:\s,]+:[^:\s,]+:[^\s,]+$/.test(text))
        report(item, `"${text}" is not a package: write group:artifact:version`);
    }
    for (const item of list(get(deps, 'excludePackages'))) {
      const text = string(item);
      if (text && !/^[^:\s,]+:[^:\s,]+$/.test(text))
        report(item, `"${text}" is not a package to leave out: write group:artifact`);
    }
    for (const key of ['jars', 'files', 'pyFiles', 'archives']) {
      for (const item of list(at(deps, [key]))) {
        if (isFilled(item) && string(item)?.includes(','))
          report(item, `"${string(item)}" contains a comma: write one list item a file`);
      }
    }
  },
};
