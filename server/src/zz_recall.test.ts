import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { testSession } from '../../test/harness/manifests.ts';
import { completion } from './features/completion/completion.ts';
import { hover } from './features/hover.ts';
test('recall', () => {
  const session = testSession();
  for (const c of session.values.catalog.charts.map(c=>c.id)) {
    let src: string; try { src = readFileSync(`/work/shared/upstream/charts/${c}/values.yaml`,'utf8'); } catch { continue; }
    const lines = src.split('\n'); let n = 0, hit = 0, hov = 0; const missed: string[] = []; const nohov: string[] = [];
    const uri = 'file:///x/a.yaml'; session.values.choose({ [uri]: c });
    const block = new Set<number>(); let ind = -1;
    lines.forEach((l, i) => { const d = /^ */.exec(l)![0].length; if (ind >= 0 && (l.trim() === '' || d > ind)) { block.add(i); return; } ind = /[|>][-+0-9]*\s*(#.*)?$/.test(l) && /:\s/.test(l) && !/^\s*#/.test(l) ? d : -1; });
    lines.forEach((l, i) => {
      const m = /^( *)([A-Za-z_][\w.-]*):(\s|$)/.exec(l); if (!m || block.has(i)) return;
      n++;
      const typed = m[1]! + m[2]!.slice(0, 1);
      const text = [...lines.slice(0, i), typed, ...lines.slice(i + 1)].join('\n');
      session.open(uri, 'yaml', 1, text);
      const file = session.file(uri)!;
      const labels = completion(session, file, { line: i, character: typed.length }).map((x) => x.label);
      if (labels.includes(m[2]!)) hit++; else missed.push(`${i + 1} ${m[2]}`);
      session.open(uri, 'yaml', 1, src);
      const f2 = session.file(uri)!; const p = f2.locate({ line: i, character: m[1]!.length + 1 });
      if (hover(session, f2, p.document, p.position)) hov++; else nohov.push(`${i + 1} ${m[2]}`);
    });
    console.log(c, `${hit}/${n} completion, ${hov}/${n} hover`, missed.slice(0, 25).join(' | '), '## nohover', nohov.slice(0, 8).join(' | '));
  }
});
