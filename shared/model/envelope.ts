/**
 * SNS puts a message into an envelope on its way to a queue, unless its delivery is drawn as raw
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html, 2026-11-23).
 */
import type { Language } from './cdk';
import type { Code } from './code';
import type { Resource } from './graph';

/** Whether messages of this queue may come in the envelope of a topic. */
export function comesInEnvelopes({ inbound }: Resource): boolean {
  return inbound.some(({ from, config }) => from.contract === 'deliver' && config['rawDelivery'] !== true);
}

export interface Unwrapping {
  readonly declaration: Code;
  /** Of the function, which takes what the body is parsed to. */
  readonly name: Code;
}

export const UNWRAPPED: Readonly<Record<Language, Unwrapping>> = {
  typescript: {
    name: 'unwrapped',
    declaration: `
/** The message itself: a topic delivers it in an envelope where raw message delivery is off. */
const unwrapped = (body: unknown): unknown => {
  const { Type, Message } = (body ?? {}) as { readonly Type?: unknown; readonly Message?: unknown };
  return Type === 'Notification' && typeof Message === 'string' ? JSON.parse(Message) : body;
};`,
  },
  python: {
    name: 'unwrapped',
    declaration: `
def unwrapped(body):
    """The message itself: a topic delivers it in an envelope where raw message delivery is off."""
    is_wrapped = isinstance(body, dict) and body.get("Type") == "Notification" and "Message" in body
    return json.loads(body["Message"]) if is_wrapped else body`,
  },
};
