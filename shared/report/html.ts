/** A report as one HTML file that needs nothing else: the picture inside, no script, light and dark, fit to print. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { element, escapeXml } from '#shared/picture/xml';
import { designReport, type Section, sourcesSection } from './sections';

const STYLE = `
:root { color-scheme: light dark; --ink: #14202b; --faint: #47535f; --ground: #ffffff; --line: #e1e6eb; --wash: #f3f5f8; --accent: #0a6ca8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9eef3; --faint: #b0bbc6; --ground: #13181e; --line: #252e37; --wash: #1a2129; --accent: #58acdf; } }
@media print { :root { --ink: #14202b; --faint: #47535f; --ground: #ffffff; --line: #c5ced7; --wash: #ffffff; --accent: #0a6ca8; } }
body { max-width: 1180px; margin: 0 auto; padding: 32px 24px 48px; background: var(--ground); color: var(--ink); font: 14px/1.5 Inter, system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0 0 8px; font-size: 26px; }
h2 { margin: 32px 0 8px; font-size: 17px; break-after: avoid; }
p { margin: 4px 0; color: var(--faint); }
p strong { color: var(--ink); font-size: 16px; }
figure { margin: 24px 0; overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; }
figure svg { display: block; width: 100%; height: auto; min-width: 640px; }
.dark { display: none; }
@media screen and (prefers-color-scheme: dark) { .dark { display: block; } .light { display: none; } }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--faint); font-weight: 600; white-space: nowrap; }
.right { text-align: right; white-space: nowrap; }
tr { break-inside: avoid; }
a { color: var(--accent); }
footer { margin-top: 32px; color: var(--faint); font-size: 12px; }
`;

/** @param pictures the drawing as SVG in either theme; the reader's decides which is seen */
export function designHtml(
  evaluation: Evaluation,
  document: ProjectDocument,
  pictures: { readonly light: string; readonly dark: string },
): string {
  const { title, setting, verdict, sections } = designReport(evaluation, document);
  const [strong, rest] = verdict;
  const all = [...sections, sourcesSection(evaluation, document)];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeXml(title)}</h1>
<p>${strong === '' ? '' : `<strong>${escapeXml(strong)}</strong>`}${escapeXml(rest)}</p>
<p>${escapeXml(setting)}</p>
<figure>
<div class="light">${pictures.light.trimEnd()}</div>
<div class="dark">${renamed(pictures.dark).trimEnd()}</div>
</figure>
${all.map(sectionHtml).join('\n')}
<footer>Made by Spillway ${escapeXml(evaluation.spillway)}. Figures are estimates in steady state, from the configuration in the drawing.</footer>
</body>
</html>
`;
}

/** Ids are of the whole page: those of the second picture get names of their own, and the project is in the first. */
function renamed(svg: string): string {
  return svg
    .replace(/<metadata id="spillway-project">.*?<\/metadata>\n?/s, '')
    .replaceAll(/ id="((?:icon-)[^"]*|excess)"/g, ' id="dark-$1"')
    .replaceAll(/href="#icon-/g, 'href="#dark-icon-')
    .replaceAll('url(#excess)', 'url(#dark-excess)');
}

function sectionHtml({ title, head, rows }: Section): string {
  const heading = element('h2', {}, escapeXml(title));
  if (rows.length === 0) return heading;
  const cell = (name: 'th' | 'td', text: string, at: number): string =>
    element(
      name,
      { class: head[at]?.isRight ? 'right' : undefined, scope: name === 'th' ? 'col' : undefined },
      linked(text) || ' ',
    );
  const line = (name: 'th' | 'td', cells: readonly string[]): string =>
    element('tr', {}, cells.map((text, at) => cell(name, text, at)).join(''));
  const thead = element(
    'thead',
    {},
    line(
      'th',
      head.map((column) => column.title),
    ),
  );
  const tbody = element('tbody', {}, rows.map((row) => line('td', row)).join('\n'));
  return `${heading}\n<div class="table"><table>${thead}\n${tbody}</table></div>`;
}

/** Sources can be followed. */
function linked(text: string): string {
  if (!/^https:\/\/\S+$/.test(text)) return escapeXml(text);
  const { 1: host = '', 2: page = '' } = /^https:\/\/([^/]+)\/?(.*)$/.exec(text) ?? [];
  const last = page.split('/').findLast((part) => part !== '') ?? '';
  return element('a', { href: text }, escapeXml(last === '' ? host : last));
}
