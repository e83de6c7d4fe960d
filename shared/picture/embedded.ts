/** A project inside a picture of it, so that the picture opens again. */
import { escapeXml } from './xml';

const NAMESPACE = 'urn:spillway:project:1';
const OPEN = `<metadata id="spillway-project"><project xmlns="${NAMESPACE}">`;
const CLOSE = '</project></metadata>';

/** The text of a project as an element for the head of an SVG. */
export function embedInSvg(project: string): string {
  const lines = inAscii(project).split('\n');
  return `${OPEN}${lines.map(escapeXml).join('&#10;')}${CLOSE}`;
}

/** The text of the project inside an SVG; undefined where there is none. */
export function projectInSvg(svg: string): string | undefined {
  const start = svg.indexOf('<metadata id="spillway-project">');
  const from = start === -1 ? -1 : svg.indexOf('>', svg.indexOf('<project', start)) + 1;
  const end = svg.indexOf('</project>', from);
  if (from <= 0 || end === -1) return undefined;
  return unescapeXml(svg.slice(from, end));
}

/** Characters of a file that tell whether it is an SVG: after them an unfinished one would be no picture at all. */
const BEGINNING = 4096;

/**
 * What a file holds that may be a picture: undefined where it is none, else the text of its project, if it has one.
 * @param bytes of the whole file
 */
export function pictureIn(bytes: Uint8Array): { readonly project: string | undefined } | undefined {
  if (isPng(bytes)) return { project: projectInPng(bytes) };
  if (
    !/^\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/s.test(latin(bytes.subarray(0, BEGINNING)))
  ) {
    return undefined;
  }
  return { project: projectInSvg(latin(bytes)) };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replaceAll(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and check sum of a chunk. */
const FRAME = 12;
/** A text chunk begins with its keyword and a zero (PNG, third edition, 11.3.3.2). */
const KEYWORD = 'spillway-project\0';

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, index) => bytes[index] === byte);

/** The picture with the project in a text chunk before its end. @throws Error for bytes that are not a PNG file */
export function embedInPng(png: Uint8Array, project: string): Uint8Array<ArrayBuffer> {
  const end = chunksOf(png).find(({ type }) => type === 'IEND');
  if (!end) throw new Error('not a whole PNG file');
  const data = Uint8Array.from(`tEXt${KEYWORD}${inAscii(project)}`, (character) => character.charCodeAt(0));
  const chunk = new Uint8Array(data.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length - 4);
  chunk.set(data, 4);
  view.setUint32(chunk.length - 4, crc32(data));
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, end.at));
  whole.set(chunk, end.at);
  whole.set(png.subarray(end.at), end.at + chunk.length);
  return whole;
}

/** The text of the project inside a PNG file; undefined where there is none, or the file is damaged. */
export function projectInPng(png: Uint8Array): string | undefined {
  for (const { type, at, length } of chunksOf(png)) {
    if (type !== 'tEXt') continue;
    const text = latin(png.subarray(at + 8, at + 8 + length));
    if (text.startsWith(KEYWORD)) return text.slice(KEYWORD.length);
  }
  return undefined;
}

function chunksOf(png: Uint8Array): readonly { readonly type: string; readonly at: number; readonly length: number }[] {
  if (!isPng(png)) return [];
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks = [];
  for (let at = SIGNATURE.length; at + FRAME <= png.length;) {
    const length = view.getUint32(at);
    if (at + FRAME + length > png.length) break;
    chunks.push({ type: latin(png.subarray(at + 4, at + 8)), at, length });
    at += FRAME + length;
  }
  return chunks;
}

/** JSON with its other letters escaped, so that a picture can be read byte by byte. */
const inAscii = (json: string): string =>
  json.replaceAll(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** CRC-32 as PNG has it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
