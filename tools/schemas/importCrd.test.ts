import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'import-crd-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: kettles.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Kettle, plural: kettles, shortNames: [kt] }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [litres]
              properties:
                litres: { type: integer, minimum: 1, default: 2, description: How much it holds. }
                mode: { type: string, enum: [Fast, Slow] }
                toleration:
                  type: object
                  properties:
                    effect: { type: string }
                    key: { type: string }
                    operator: { type: string }
                    tolerationSeconds: { type: integer, format: int64 }
                    value: { type: string }
                left: &part
                  type: object
                  properties: { a: { type: string }, b: { type: string }, c: { type: string } }
                right: *part
    - { name: v0, served: false, storage: false, schema: { openAPIV3Schema: { type: object } } }
`;

function imported(): { definitions: Record<string, unknown>; said: string; notes: string } {
  const file = path.join(folder, 'kettles.yaml');
  const notes = path.join(folder, 'notes.tsv');
  const system = path.join(folder, 'example.com');
  writeFileSync(file, crd);
  const said = execFileSync(
    process.execPath,
    [path.join(import.meta.dirname, 'importCrd.ts'), '--notes', notes, `${system}=${file}`],
    { cwd: root, encoding: 'utf8' },
  );
  const definitions = Object.assign(
    {},
    ...readdirSync(path.join(system, 'definitions')).map(
      (name) => parse(readFileSync(path.join(system, 'definitions', name), 'utf8')) as object,
    ),
  ) as Record<string, unknown>;
  return { definitions, said, notes: readFileSync(notes, 'utf8') };
}

test('facts are taken over, words are left to an author', () => {
  const { definitions, said, notes } = imported();
  expect(definitions.KettleSpec).toMatchObject({
    type: 'object',
    required: ['litres'],
    properties: {
      litres: { description: '', type: 'integer', minimum: 1, default: 2 },
      mode: { description: '', type: 'string', enum: ['Fast', 'Slow'] },
    },
  });
  expect(JSON.stringify(definitions)).not.toContain('How much');
  expect(notes).toContain('KettleSpec.litres\tinteger\tHow much it holds.');
  expect(said).toContain('version: v1, kind: Kettle, plural: kettles, namespaced: true');
  expect(said).not.toContain('version: v0');
});

test('a copy of a type of Kubernetes is a reference to it, equal parts are one definition', () => {
  const { definitions } = imported();
  const { properties } = definitions.KettleSpec as { properties: Record<string, object> };
  expect(properties.toleration).toMatchObject({ $ref: 'io.k8s.api.core.v1#/Toleration' });
  expect(properties.left).toEqual(properties.right);
  expect(properties.left).toMatchObject({ $ref: '#/Left' });
  expect(Object.keys(definitions).sort()).toEqual(['Kettle', 'KettleSpec', 'Left']);
});
