import { expect, test } from 'vitest';
import { workspace } from './testing.ts';

const schema = JSON.stringify({
  type: 'object',
  required: ['owner'],
  additionalProperties: false,
  properties: {
    owner: { type: 'string', description: 'Who looks after it.' },
    tier: { enum: ['gold', 'iron'] },
    parts: { type: 'array', items: { $ref: '#/definitions/part' } },
  },
  definitions: { part: { type: 'object', properties: { port: { type: 'integer' } } } },
});
const files = { 'schemas/team.json': schema };
const head = '# yaml-language-server: $schema=schemas/team.json\n';

test('a file is checked by the schema on disk that it names', async () => {
  const { check } = workspace(files);
  expect(await check('team.yaml', `${head}owner: data\ntier: gold\n`)).toEqual([]);
  const found = await check('team.yaml', `${head}owner: data\ntier: tin\nparts:\n  - port: x\n`);
  expect(found.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual([
    '3 warning[invalid-value]',
    '5 warning[wrong-type]',
  ]);
  expect((await check('team.yaml', `${head}owner: data\nteam: x\n`)).join()).toMatch(
    /^3 warning\[unknown-field\] a file of team\.json has no "team" here/,
  );
  expect(
    (await check('in/team.yaml', `${head.replace('schemas', '../schemas')}tier: tin\n`)).join(),
  ).toContain('invalid-value');
});

test('its keys and values are offered and explained', () => {
  const { complete, hoverAt } = workspace(files);
  expect(complete('team.yaml', `${head}owner: a\n|~\n`)).toContain('tier');
  expect(complete('team.yaml', `${head}tier: |~\n`)).toEqual(['gold', 'iron']);
  expect(hoverAt('team.yaml', `${head}own|~er: a\n`)).toContain('Who looks after it.');
});

test('nothing is said by a schema on the web, outside of the folders or that is none', async () => {
  const { check } = workspace({ ...files, 'broken.json': '{' });
  for (const named of [
    'https://example.com/team.json',
    '../../etc/team.json',
    'gone.json',
    'broken.json',
  ])
    expect(await check('team.yaml', `# yaml-language-server: $schema=${named}\nteam: x\n`)).toEqual(
      [],
    );
});

test('a manifest and values of a known chart are what they are', async () => {
  const { check } = workspace(files);
  const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: b\n';
  expect(await check('team.yaml', head + map)).toEqual([]);
  expect((await check('a.yaml', `${head}# chart: trino@1.42.2\nservre: {}\n`)).join()).toContain(
    'Trino',
  );
});
