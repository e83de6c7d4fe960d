/** XML text that is valid whatever names people give. */

// What XML 1.0 cannot hold even escaped: control characters, lone surrogates, the two non-characters.
const UNHOLDABLE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

/** For the content of an element or an attribute in double quotes. Characters that XML cannot hold become `�`. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(UNHOLDABLE, (character) => ('\t\n\r'.includes(character) ? ' ' : '\uFFFD'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; its content must be markup already. Numbers keep two decimals. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const list = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escapeXml(value)}"`)
    .join('');
  return content === '' ? `<${name}${list}/>` : `<${name}${list}>${content}</${name}>`;
}

export const short = (value: number): string => String(Math.round(value * 100) / 100);
