import type { ResourceRecord } from '#shared/model/edit';

/**
 * A message as a sentence of its own: it begins with a capital letter, unless it begins with the name of a resource or
 * with what is written as it is, such as a setting's name. Names are never changed.
 */
export function asSentence(message: string, resources: readonly Pick<ResourceRecord, 'name'>[]): string {
  const isWord = /^[a-z]+[ ,:]/.test(message);
  if (!isWord || resources.some(({ name }) => isAtStart(name, message))) return message;
  return message.charAt(0).toUpperCase() + message.slice(1);
}

const isAtStart = (name: string, message: string): boolean =>
  message.startsWith(name) && !/[\p{L}\p{N}_-]/u.test(message.charAt(name.length));
