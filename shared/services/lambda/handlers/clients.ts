/** Clients of AWS's SDKs in generated handlers: they try as often as drawn, and wait no longer than the function can. */
import type { DrawnCall } from './drawn-call';
import { CONNECTION, longPatience, type Patience, shortPatience } from './patience';

export interface Client {
  readonly name: string;
  readonly setup: string;
}

/** What a client is for, as far as it bears on how long it waits. */
export interface ClientNeeds {
  /** Tries that AWS's SDKs make of themselves: three, and four of DynamoDB (feature-retry-behavior, as of 2026-11-23). */
  readonly usualAttempts?: number;
  /** Whether it carries content of any size, which may take its time. */
  readonly carriesObjects?: boolean;
  /** Whether AWS's SDK for JavaScript calls it over HTTP/2, where all calls share a connection. */
  readonly speaksHttp2?: boolean;
  /** Settings of its own before the others, a line each. */
  readonly first?: string;
}

export const SDK_ATTEMPTS = 3;

/**
 * Calls that a client of AWS's SDK for JavaScript makes at once; further ones wait
 * (https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html, as of 2026-11-27).
 */
export const SOCKETS = 50;

export const ITEM_ATTEMPTS = 4;
export const ITEMS: ClientNeeds = { usualAttempts: ITEM_ATTEMPTS };

/** Why a client has the times that it has; of the call, or of AWS's own where no connection is drawn. */
interface Waiting extends Pick<DrawnCall, 'timeout' | 'waitsFor' | 'atOnce'> {
  readonly attempts: number;
}

/** A client of AWS's SDK for JavaScript: one for all calls of a file that try as often and wait as long; `wrap` puts it in another. */
export function sdkClient(
  name: string,
  type: string,
  call: DrawnCall,
  needs: ClientNeeds = {},
  wrap = (client: string): string => client,
): Client {
  const full = named(name, call, needs, (attempts) => `With${attempts}Attempts`);
  return { name: full, setup: `\nconst ${full} = ${wrap(`new ${type}(${sdkOptions(waiting(call), needs)})`)};` };
}

/** The settings of a client of AWS's SDK for JavaScript, as an object literal. */
export function sdkOptions(call: Waiting, needs: ClientNeeds = {}): string {
  return `{
  ${needs.first ?? ''}maxAttempts: ${call.attempts},
  // ${reason(call, needs)}
  requestHandler: { ${requestHandler(call, needs)} },
}`;
}

function requestHandler(call: Waiting, needs: ClientNeeds): string {
  if (call.waitsFor !== undefined) return `connectionTimeout: ${milliseconds(CONNECTION)}`;
  const { connection, attempt } = patienceOf(call, needs);
  const request = `requestTimeout: ${milliseconds(attempt)}`;
  if (needs.speaksHttp2 === true) return request;
  // For the SDK, to wait for a socket is to connect.
  const connects = call.atOnce > SOCKETS ? '' : `connectionTimeout: ${milliseconds(connection)}, `;
  return `${connects}${request}, throwOnRequestTimeout: true`;
}

/** How long a call that waits for work goes on with all its tries, as the second argument of the client's \`send\`. */
export function sdkDeadline({ timeout, waitsFor = 0 }: DrawnCall): string {
  return `{ abortSignal: AbortSignal.timeout(${milliseconds(longPatience(timeout, waitsFor))}) }`;
}

/** A client of boto3, which counts the time until a connection stands apart from the time until an answer. */
export function botoClient(name: string, service: string, call: DrawnCall, needs: ClientNeeds = {}): Client {
  const full = named(name, call, needs, (attempts) => `_with_${attempts}_attempts`);
  return { name: full, setup: `${full} = boto3.client(\n    "${service}",\n${botoOptions(waiting(call), needs)})\n` };
}

/** The last arguments of `boto3.client`. Boto3 has no end for all tries together: the function's timeout is that of a wait. */
export function botoOptions(call: Waiting, needs: ClientNeeds = {}): string {
  const { connection, attempt } =
    call.waitsFor === undefined
      ? patienceOf(call, needs)
      : { connection: CONNECTION, attempt: CONNECTION + Math.max(call.timeout, call.waitsFor) };
  const times = `connect_timeout=${seconds(connection)}, read_timeout=${seconds(attempt - connection)}`;
  return `${needs.first ?? ''}    # ${reason(call, needs)}
    config=Config(${times}, retries={"mode": "standard", "total_max_attempts": ${call.attempts}}),
`;
}

const waiting = ({ timeout, waitsFor, atOnce, config: { attempts } }: DrawnCall): Waiting => ({
  timeout,
  waitsFor,
  atOnce,
  attempts,
});

/** A number is in the name only where the drawing has another number of tries than AWS’s SDKs make of themselves. */
function named(
  name: string,
  { config: { attempts } }: DrawnCall,
  { usualAttempts = SDK_ATTEMPTS }: ClientNeeds,
  suffix: (attempts: number) => string,
): string {
  return attempts === usualAttempts ? name : `${name}${suffix(attempts)}`;
}

function patienceOf({ timeout, attempts }: Waiting, { carriesObjects = false }: ClientNeeds): Patience {
  return shortPatience(timeout, attempts, carriesObjects ? Infinity : undefined);
}

function reason(call: Waiting, needs: ClientNeeds): string {
  const { timeout, attempts } = call;
  if (call.waitsFor !== undefined)
    return 'The answer takes as long as the work behind it: to try again before that would do the work twice.';
  const fails = attempts * patienceOf(call, needs).attempt < timeout ? 'A call' : 'A try';
  return `${fails} without an answer fails before the function’s ${timeout} s are over, so that the code can handle it.`;
}

/** Rounded down, to what a person would write. */
const milliseconds = (time: number): number => Math.round(seconds(time) * 1000);

function seconds(time: number): number {
  const steps = time >= 1 ? 10 : 100;
  return Math.floor(time * steps + 1e-9) / steps;
}
