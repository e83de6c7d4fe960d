/** What lies outside AWS, as those who call it see it. */
import type { Terms } from './contract';
import type { Distribution } from './field';
import type { Connection } from './graph';
import type { Seconds } from './unit';

/** When what a connection leads to answers, and after which time it gives up; undefined for the drawing's own resources. */
export function answersOf({
  to,
}: Pick<Connection, 'to'>): { readonly answerTime: Distribution; readonly timeout: Seconds } | undefined {
  if (to.contract !== 'http') return undefined;
  const { outside, timeout } = to.terms as Terms<'http'>;
  return outside && { answerTime: outside.answerTime, timeout };
}

/** The same of whatever the sender of a request waits for: an endpoint outside AWS, or a function. */
export function waitedAnswersOf(connection: Connection): ReturnType<typeof answersOf> {
  const { to, kind } = connection;
  if (to.contract !== 'invoke' || kind.invocation !== 'synchronous') return answersOf(connection);
  const { duration, timeout } = to.terms as Terms<'invoke'>;
  return { answerTime: duration, timeout };
}

/** An address in its parts; the path begins with a slash, or is empty. */
export interface Address {
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string;
}

/** Undefined for what is no HTTPS address. */
export function readAddress(text: string): Address | undefined {
  const [, host, port, path = ''] = /^https:\/\/([\w.-]+)(?::(\d{1,5}))?(\/[^\s?#]*)?$/.exec(text.trim()) ?? [];
  return host === undefined ? undefined : { host, port: port === undefined ? undefined : Number(port), path };
}
