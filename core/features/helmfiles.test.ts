import { describe, expect, test } from 'vitest';
import { workspace } from '../helm/testing.ts';

const helmfile = `repositories:
  - name: apache
    url: https://superset.apache.org/helm
environments:
  default: {}
  staging:
  prod: { values: [envs/prod.yaml] }
---
releases:
  - name: superset
    namespace: bi
    chart: apache/superset
    version: 0.15
    labels: { tier: 1 }
    values: [values/superset.yaml, image: { tag: latest }]
    set: [{ name: replicas, value: 2 }]
  - name: by-template
    inherit: [{ template: default }]
templates:
  default: { chart: ./charts/app, wait: true }
`;
const files = {
  'helmfile.yaml': helmfile,
  'envs/prod.yaml': 'a: 1\n',
  'values/superset.yaml': 'replicaCount: 1\n',
};

describe('a helmfile', () => {
  test('as helmfile takes it is told nothing', async () => {
    const { check } = workspace(files);
    expect(await check('helmfile.yaml', helmfile)).toEqual([]);
  });

  test('is told fields that helmfile refuses, wrong types and what is missing', async () => {
    const { check } = workspace(files);
    const wrong = helmfile
      .replace('    chart: apache/superset\n', '    chrat: apache/superset\n')
      .replace('labels: { tier: 1 }', 'wait: perhaps')
      .replace('    url: https://superset.apache.org/helm\n', '');
    expect(await check('helmfile.yaml', wrong)).toEqual([
      expect.stringMatching(/^2 error\[missing-field\] .*url/),
      expect.stringMatching(/^11 error\[unknown-field\] .*chart/),
      expect.stringMatching(/^13 error\[wrong-type\]/),
    ]);
    expect(await check('helmfile.d/10-bi.yaml', 'relases: []\n')).toHaveLength(1);
    expect(await check('helmfile.yaml.gotmpl', 'relases: []\n')).toHaveLength(1);
    expect(await check('others.yaml', 'relases: []\n')).toEqual([]);
  });

  test('is told files of values that are not there, unless it says what happens then', async () => {
    const { check } = workspace(files);
    const wrong = helmfile
      .replace('values/superset.yaml', 'values/supreset.yaml')
      .replace('envs/prod.yaml', 'envs/{{ .Environment.Name }}.yaml');
    expect(await check('helmfile.yaml', wrong)).toEqual([
      expect.stringMatching(/^15 warning\[missing-path\] there is no file "values\/supreset.yaml"/),
    ]);
    const handled = wrong.replace('    namespace: bi\n', '    missingFileHandler: Warn\n');
    expect(await check('helmfile.yaml', handled)).toEqual([]);
  });

  test('that is a template first is left alone', async () => {
    const { check } = workspace(files);
    const template = '{{ if eq .Environment.Name "prod" }}\nrelases: []\n{{ end }}\n';
    expect(await check('helmfile.yaml.gotmpl', template)).toEqual([]);
  });

  test('has completion and hover of its own', () => {
    const { complete, hoverAt } = workspace(files);
    expect(complete('helmfile.yaml', 'releases:\n  - na|~\n')).toContain('namespace');
    expect(complete('helmfile.yaml', 'env|~\n')).toContain('environments');
    expect(hoverAt('helmfile.yaml', 'helmDe|~faults: {}\n')).toContain('What holds for all');
  });
});

test('Chart.lock is told what Helm does not find in it', async () => {
  const { check } = workspace();
  const lock =
    'dependencies:\n  - name: postgresql\n    repository: https://charts.example.com\n    version: 16.2.1\n' +
    'digest: sha256:8f0c\ngenerated: "2026-01-02T03:04:05Z"\n';
  expect(await check('Chart.lock', lock)).toEqual([]);
  expect(await check('Chart.lock', lock.replace('digest:', 'digset:'))).toEqual([
    expect.stringMatching(/^5 warning\[unknown-field\] .*digest/),
  ]);
});
