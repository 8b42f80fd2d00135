// Every regular expression of the product, tried on many more texts than the unit test does: `npm run attack -- regexscan`.
import { quickPumps, slowOnes } from '../harness/expressions/pump.ts';
import { expressionFolders, expressionsIn } from '../harness/expressions/sources.ts';
import { repositoryRoot } from '../harness/serverProcess.ts';
import { createReport } from './harness/report.ts';

const pumps = {
  heads: [...quickPumps.heads, '# ', '-', '1', '[', "'", '@', '/', '- ', 'a: "', '---', 'TZ='],
  units: [
    ...quickPumps.units,
    ...[
      '_',
      ';',
      '|',
      '\\',
      "'",
      '}',
      '}}',
      '[',
      '(',
      '@',
      '&',
      '%',
      '$',
      '<',
      '~',
      '*',
      'é',
      '\u2028',
    ],
    ...[
      '{{ ',
      '{%',
      '1.',
      'a.',
      'a-',
      '11s',
      ', ',
      'a, ',
      ' \n',
      'a\n',
      '#\n',
      '# a\r\n',
      '---\n',
      '---\r\n',
    ],
    ...[
      '"a"',
      '"a": ',
      ': ',
      ':: ',
      '!a ',
      '\\n',
      '=a',
      '-1',
      '1-',
      'x.x',
      '://',
      '0x',
      'Mi ',
      'aA',
    ],
  ],
  tails: [...quickPumps.tails, '\u2028', '"', ': '],
};

const report = createReport();
for (const expression of expressionsIn(repositoryRoot, expressionFolders)) {
  const slow = await slowOnes([expression], pumps);
  report.add(
    `${expression.at} /${expression.source.slice(0, 80)}/`,
    slow.map(({ text, ms }) =>
      Number.isFinite(ms)
        ? `${Math.round(ms)} ms for 8,000 characters of ${text}`
        : `no end: ${text}`,
    ),
  );
}
report.end();
