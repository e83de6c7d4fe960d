/** The open design as a picture or a report, with the figures that are on screen. */
import { kebab } from '#shared/document/ids';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import { writeDocument } from '#shared/document/write';
import { embedInPng } from '#shared/picture/embedded';
import { mermaid } from '#shared/picture/mermaid';
import { drawingSvg } from '#shared/picture/svg';
import type { Theme } from '#shared/picture/theme';
import { designHtml } from '#shared/report/html';
import { designMarkdown } from '#shared/report/markdown';
import { VERSION } from '#shared/version';
import { theHost } from '../app/host';
import { tell } from '../app/notices';
import { useEvaluation } from '../evaluation/store';
import { services } from '../project/catalogue';
import { currentDocument } from '../project/store';

const iconFiles = import.meta.glob<string>('../../shared/icons/*.svg', { query: '?raw', import: 'default' });

/** Pixels of a bitmap for each unit of the canvas, as far as browsers draw bitmaps of that size. */
const SHARPNESS = 2;
const MOST_PIXELS = 8192;

export async function exportPicture(format: 'svg' | 'png'): Promise<void> {
  const document = currentDocument();
  const theme = themeOnScreen();
  if (format === 'svg') {
    await hand(document, 'svg', 'image/svg+xml', await picture(document, theme));
    return;
  }
  const { default: font } = await import('../design/fonts/inter-latin.woff2?inline');
  const png = await bitmap(await picture(document, theme, font));
  await hand(document, 'png', 'image/png', embedInPng(png, writeDocument(document, services)));
}

export async function exportReport(format: 'html' | 'markdown'): Promise<void> {
  const document = currentDocument();
  const { evaluation } = useEvaluation.getState();
  if (!evaluation) {
    tell({ tone: 'plain', title: 'The figures are still being worked out: try again in a moment' });
    return;
  }
  if (format === 'markdown') {
    const text = designMarkdown(evaluation, document, mermaid(resolve(document, services).graph));
    await hand(document, 'md', 'text/markdown', text);
    return;
  }
  const [light, dark] = await Promise.all([picture(document, 'light'), picture(document, 'dark')]);
  await hand(document, 'html', 'text/html', designHtml(evaluation, document, { light, dark }));
}

export async function copyMermaid(): Promise<void> {
  try {
    await navigator.clipboard.writeText(mermaid(resolve(currentDocument(), services).graph));
    tell({ tone: 'plain', title: 'The drawing is on the clipboard, as a Mermaid flowchart' });
  } catch (error) {
    tell({ tone: 'trouble', title: 'The clipboard was refused', detail: String(error) });
  }
}

async function picture(document: ProjectDocument, theme: Theme, font?: string): Promise<string> {
  const { evaluation } = useEvaluation.getState();
  const options = { theme, icons: await icons(), version: VERSION, ...(font === undefined ? {} : { font }) };
  return drawingSvg(document, services, evaluation ? { ...options, evaluation } : options);
}

async function icons(): Promise<ReadonlyMap<string, string>> {
  const entries = Object.entries(iconFiles).map(
    async ([path, load]) => [path.replace(/^.*\/|\.svg$/g, ''), await load()] as const,
  );
  return new Map(await Promise.all(entries));
}

const themeOnScreen = (): Theme => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light');

/** Draws an SVG into a bitmap. */
async function bitmap(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(SHARPNESS, MOST_PIXELS / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error(`the browser draws no bitmap of ${canvas.width} × ${canvas.height} pixels`);
  return new Uint8Array(await blob.arrayBuffer());
}

async function hand(
  { name }: ProjectDocument,
  extension: string,
  mediaType: string,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<void> {
  const suggestedName = `${kebab(name) || 'design'}.${extension}`;
  const reply = await theHost().exportFile({ suggestedName, mediaType, content });
  if (reply.outcome === 'failed') tell({ tone: 'trouble', title: 'Nothing was exported', detail: reply.message });
  else if (reply.outcome === 'exported') tell({ tone: 'plain', title: `Exported to ${reply.where}` });
}
