import { describe, expect, test } from 'vitest';
import { readGoTemplate } from './template.ts';

const names = {
  functions: new Set(['query', 'first', 'humanize', 'toUpper']),
  variables: ['$labels', '$value'],
};

const read = (text: string): string | undefined => {
  const { flaw } = readGoTemplate(text, names);
  return flaw && `${text.slice(flaw.at, flaw.at + flaw.length)}: ${flaw.message}`;
};

describe('a template', () => {
  test.each([
    'no template }} at all',
    '{{ $labels.instance }} is {{ $value | humanize }}',
    '{{ with query "up" }}{{ . | first }}{{ else with .b }}{{ . }}{{ else }}x{{ end }}',
    '{{ range $index, $each := .a.b }}{{ $index }}{{ break }}{{ else }}{{ end }}',
    '{{- if eq .a "b" -}}x{{- else if and .c (not .d) }}y{{ else }}z{{ end -}}',
    '{{/* a comment */}}{{- /* another */ -}}',
    '{{ define "x" }}{{ . }}{{ end }}{{ template "x" .a }}{{ template "x" }}',
    '{{ block "y" . }}{{ $ }}{{ end }}',
    "{{ printf `%s` 'a' 1.5e3 -2 0x1f .5 }}",
    '{{ (index .a 0).b.c }}{{ $x := 1 }}{{ $x = 2 }}{{ $x }}',
    '{{ printf "a\\"b\\n\\\\d" }}',
  ])('%s can be read', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test.each([
    ['{{ $labels.a', '{{: these braces are not closed: add }}'],
    ['{{ $labels.a }', '}: a second "}" is missing here'],
    ['{{ $lables.a }}', '$lables: no variable $lables is known here'],
    ['{{ humanise 1 }}', 'humanise: there is no function "humanise" here'],
    ['{{ if .a }}x', 'if: this "if" has no end: add {{ end }}'],
    ['x{{ end }}', 'end: this "end" ends nothing: remove it, or add what it ends'],
    ['{{ else }}', 'else: this "else" belongs to no "if": remove it'],
    [
      '{{ if .a }}{{ else }}{{ else }}{{ end }}',
      'else: there is an "else" before this one: remove it',
    ],
    [
      '{{ if .a == 1 }}{{ end }}',
      '=: "=" cannot stand here: templates have functions in its place, as "eq"',
    ],
    ['{{ (.a }}', '(: this bracket is not closed: add ")"'],
    ['{{ .a) }}', '): this bracket closes nothing: remove it'],
    ['{{ }}', '}}: a value is missing in these braces: write one'],
    ['{{ printf "a }}', '": this quote is not closed before the line ends'],
    ["{{ printf 'abc' }}", "'abc': a text stands in double quotes: write them in place of these"],
    [
      '{{ printf "\\d" }}',
      '\\d: Go knows no "\\d" in quotes: write two backslashes, or backquotes around the text',
    ],
    ['{{ .a | "b" }}', '"b": behind "|" stands a function, and this is none'],
    ['{{ break }}', 'break: "break" stands within "range" only'],
    ['{{/* a }}', '{{: this comment is not closed: add */}}'],
    ['{{ define "x" }}{{ $value }}{{ end }}', '$value: no variable $value is known here'],
    ['{{ if $x := .a }}{{ end }}{{ $x }}', '$x: no variable $x is known here'],
  ])('%s cannot', (text, flaw) => {
    expect(read(text)).toBe(flaw);
  });

  test('names the fields of what it is given, but for those within', () => {
    const text =
      '{{ .a.b }}{{ range .c }}{{ .d }}{{ end }}{{ $.e }}{{ with .f }}{{ .g }}{{ else }}{{ .h }}{{ end }}{{ (.i) }}';
    const { fields } = readGoTemplate(text, names);
    expect(fields.map((each) => each.text)).toEqual(['.a.b', '.c', '.e', '.f', '.h', '.i']);
  });

  test('too deep for anybody is left alone', () => {
    expect(read(`{{ ${'('.repeat(500)}.a }}`)).toBeUndefined();
  });
});
