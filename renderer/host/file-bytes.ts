import { pictureIn } from '#shared/picture/embedded';
import { maxProjectBytes, type OpenReply } from '#shared/host/calls';

/** SHA-256 as 64 hexadecimal digits: the same figure that the desktop's host gives for the same bytes. */
export async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** The bytes of a project file as text, or why they are none. */
export async function readProjectBytes(path: string, name: string, bytes: ArrayBuffer): Promise<OpenReply> {
  if (bytes.byteLength > maxProjectBytes) {
    return { outcome: 'failed', message: `${name} is larger than ${maxProjectBytes / 1024 / 1024} MiB` };
  }
  const picture = pictureIn(new Uint8Array(bytes));
  if (picture) {
    if (picture.project === undefined) {
      return { outcome: 'failed', message: `${name} is a picture without a Spillway design in it` };
    }
    return {
      outcome: 'opened',
      project: { path, name, text: picture.project, hash: await sha256(bytes), isPicture: true },
    };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { outcome: 'opened', project: { path, name, text, hash: await sha256(bytes) } };
  } catch {
    return { outcome: 'failed', message: `${name} is not a text file in UTF-8` };
  }
}
