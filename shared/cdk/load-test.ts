/**
 * load-test/: the scenarios of the drawing as a k6 script, with the figures that the evaluation expects meanwhile. What
 * a request carries is the person's. k6 runs TypeScript as it is (since version 0.57).
 */
import type { LoadCode, RequestCode } from '#shared/model/cdk';
import { type Code, documentation, literal, object, quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import type { Emitted, EmittedConnection } from './collect';
import type { LoadCurve, LoadWindow } from './figures';

export interface LoadTest {
  readonly callers: readonly Caller[];
  readonly curves: readonly LoadCurve[];
  /** Connections that bring load and that k6 does not make: calls of the SDK, and private APIs. */
  readonly others: readonly Connection[];
}

export interface Caller {
  /** Of the k6 scenario: `shoppersToOrdersApi`. */
  readonly name: string;
  readonly connection: Connection;
  readonly load: LoadCode;
  readonly routes: readonly EmittedConnection[];
  /** Construct id of the API. */
  readonly apiId: string;
  /** Environment variable that holds the API's address: `ORDERS_API_URL`. */
  readonly urlVariable: string;
  readonly keyVariable: string | undefined;
}

/** Undefined where nothing calls an API over HTTP, or no curve is known. */
export function loadTestOf({ resources, connections }: Emitted, curves: readonly LoadCurve[]): LoadTest | undefined {
  const namesOf = new Map(resources.map(({ resource, names }) => [resource.id, names]));
  const callers = connections.flatMap(({ connection, code: { load } }): readonly Caller[] => {
    const { from, to } = connection;
    const api = namesOf.get(to.resource.id);
    const routes = connections.filter(
      ({ connection: each, code }) => each.from.resource.id === to.resource.id && code.request !== undefined,
    );
    if (!load || !(load.perSecond > 0) || !api || routes.length === 0) return [];
    const sameEnds = connections.filter(
      ({ connection: each, code }) =>
        code.load && each.from.resource.id === from.resource.id && each.to.resource.id === to.resource.id,
    );
    const number = sameEnds.length > 1 ? String(sameEnds.findIndex((each) => each.connection === connection) + 1) : '';
    const caller = memberOf(from.resource.id);
    return [
      {
        name: `${caller}To${api.constructId.replaceAll(/\W/g, '_')}${number}`,
        connection,
        load,
        routes,
        apiId: api.constructId,
        urlVariable: `${api.variable}_URL`,
        keyVariable: load.needsApiKey ? `${from.resource.id.toUpperCase().replaceAll(/\W/g, '_')}_API_KEY` : undefined,
      },
    ];
  });
  if (callers.length === 0 || curves.length === 0) return undefined;
  const made = new Set(callers.map(({ connection }) => connection.id));
  const others = connections
    .map(({ connection }) => connection)
    .filter(({ id, from }) => from.resource.inbound.length === 0 && isCalling(from.contract) && !made.has(id));
  return { callers, curves, others };
}

const isCalling = (contract: string): boolean => contract === 'sdk-call' || contract === 'http-call';

const memberOf = (id: string): string =>
  id
    .replaceAll(/\W+(\w)/g, (_, next: string) => next.toUpperCase())
    .replaceAll(/\W/g, '')
    .replace(/^(\d)/, '_$1');

/** The person's: what each caller asks for. */
export function requestsFile({ callers }: LoadTest): Code {
  const entries = callers.map(
    ({ name, connection: { from, to }, load, routes }) =>
      `${documentation(`${from.resource.name} → ${to.resource.name}`)}\n${name}: (): Request => ${choiceOf(routes, load)},`,
  );
  const body = `
/** Yours. What a request of the load test carries: replace the filler by what your functions expect. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const requests = {
${entries.join('\n')}
};
`;
  const pick = body.includes('pick(') ? PICK : '';
  const filler = body.includes('filler(') ? FILLER : '';
  const identity = body.includes('identity(') ? IDENTITY : '';
  return `${body}${identity}${filler}${/\bkey\(\)/.test(body + filler) ? KEY : ''}${pick}`;
}

function choiceOf(routes: readonly EmittedConnection[], load: LoadCode): Code {
  const made = routes.flatMap(({ code: { request } }) =>
    request ? [{ share: literal(request.share), code: requestCode(request, load) }] : [],
  );
  const [only] = made;
  if (made.length === 1 && only) return `(${only.code})`;
  return `pick([${made.map(({ share, code }) => `[${share}, ${code}]`).join(', ')}])`;
}

/** Parameters of a path, and what keeps messages of one key together, are made up. */
function requestCode({ method, path, keyHeaders = [], identity }: RequestCode, { bodyBytes }: LoadCode): Code {
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const pieces = path.split(/\{[^}]*\}/);
  const headers = {
    ...(hasBody ? { 'content-type': quote('application/json') } : {}),
    ...Object.fromEntries(keyHeaders.map((header) => [header, 'key()'])),
    ...(identity?.source === 'header' ? { [identity.name]: `identity(${identity.callers})` } : {}),
  };
  const query =
    identity?.source === 'query'
      ? ` + ${quote(`?${encodeURIComponent(identity.name)}=`)} + identity(${identity.callers})`
      : '';
  return object({
    method: quote(method),
    path: pieces.map(quote).join(' + key() + ') + query,
    body: hasBody ? `filler(${Math.round(bodyBytes)})` : undefined,
    headers: Object.keys(headers).length > 0 ? object(headers) : undefined,
  });
}

const FILLER = `
/** JSON of about so many bytes. */
function filler(bytes: number): string {
  const empty = JSON.stringify({ id: key(), filler: '' });
  return JSON.stringify({ id: key(), filler: 'x'.repeat(Math.max(0, bytes - empty.length)) });
}
`;

const KEY = `
function key(): string {
  return Math.random().toString(36).slice(2, 12).padEnd(10, '0');
}
`;

const IDENTITY = `
/** Of one of so many callers: replace it by tokens that your authorizer lets in. */
function identity(callers: number): string {
  return \`caller-\${Math.floor(Math.random() * callers)}\`;
}
`;

const PICK = `
/** One of several, by its share. */
function pick(choices: readonly (readonly [share: number, request: Request])[]): Request {
  let left = Math.random() * choices.reduce((sum, [share]) => sum + share, 0);
  for (const [share, request] of choices) {
    left -= share;
    if (left < 0) return request;
  }
  return choices[choices.length - 1]![1];
}
`;

export function loadTestFile({ callers, curves }: LoadTest, header: string): Code {
  const scenarios = object(Object.fromEntries(curves.map((curve) => [curve.id, scenarioCode(curve, callers)])));
  return `${header}
import exec from 'k6/execution';
import http from 'k6/http';
import { Rate, Trend } from 'k6/metrics';
import type { Options, RampingArrivalRateScenario } from 'k6/options';
import { requests } from './requests.ts';

interface Caller {
  readonly title: string;
  /** Address of the API. */
  readonly url: string;
  readonly apiKey?: string;
  /** Fresh requests per second as drawn. */
  readonly perSecond: number;
  readonly timeoutSeconds: number;
}

/** Means over a window of the scenario, as Spillway expects them once the load has settled. */
interface Window {
  readonly from: number;
  readonly to: number;
  /** Of the drawn load. */
  readonly factor: number;
  readonly expected: Readonly<Record<CallerName, { readonly failedShare: number; readonly milliseconds: number }>>;
}

interface Scenario {
  readonly name: string;
  /** Straight lines between [seconds, factor of the drawn load]. */
  readonly points: readonly (readonly [number, number])[];
  readonly windows: readonly Window[];
}

type CallerName = keyof typeof requests;

const CALLERS: Readonly<Record<CallerName, Caller>> = ${object(
    Object.fromEntries(
      callers.map(({ name, connection: { from, to }, load, urlVariable, keyVariable }) => [
        name,
        object({
          title: quote(`${from.resource.name} → ${to.resource.name}`),
          url: `required(${quote(urlVariable)})`,
          apiKey: keyVariable === undefined ? undefined : `required(${quote(keyVariable)})`,
          perSecond: literal(load.perSecond),
          timeoutSeconds: literal(load.timeoutSeconds),
        }),
      ]),
    ),
  )};

const SCENARIOS: Readonly<Record<string, Scenario>> = ${scenarios};
${SCRIPT(curves[0]?.id ?? '')}`;
}

function scenarioCode({ name, points, windows }: LoadCurve, callers: readonly Caller[]): Code {
  return object({
    name: quote(name),
    points: `[${points.map(([time, factor]) => `[${rounded(time)}, ${rounded(factor)}]`).join(', ')}]`,
    windows: `[${windows.map((window) => windowCode(window, callers)).join(', ')}]`,
  });
}

function windowCode({ from, to, factor, expected }: LoadWindow, callers: readonly Caller[]): Code {
  return object({
    from: rounded(from),
    to: rounded(to),
    factor: rounded(factor),
    expected: object(
      Object.fromEntries(
        callers.map(({ name, connection }) => {
          const { throttledShare = 0, failedShare = 0, latencySeconds = 0 } = expected[connection.id] ?? {};
          return [
            name,
            object({
              failedShare: rounded(Math.min(1, shareOf(throttledShare + failedShare))),
              milliseconds: rounded(latencySeconds * 1000),
            }),
          ];
        }),
      ),
    ),
  });
}

/** Below one in a million a share is the solver's tolerance. */
const shareOf = (share: number): number => (share < 1e-6 ? 0 : share);
const rounded = (value: number): Code => literal(Number(value.toPrecision(4)));

/**
 * k6: an open load (ramping-arrival-rate), so that a slow answer does not slow the load down. A threshold on a tag is
 * what makes k6 keep the figures of that tag for the summary (grafana.com/docs/k6, thresholds on sub-metrics).
 */
const SCRIPT = (first: string): Code => `
const scenarioId = __ENV['SCENARIO'] ?? ${quote(first)};
const scenario = SCENARIOS[scenarioId];
if (!scenario) throw new Error(\`SCENARIO is \${scenarioId}: it must be one of \${Object.keys(SCENARIOS).join(', ')}\`);
const { name: title, points, windows } = scenario;
/** Of the scenario's load: 0.1 for a first try. */
const scale = Number(__ENV['SCALE'] ?? '1');
/** k6 takes whole numbers of requests: a minute's are finer than a second's. */
const MINUTE = 60;
/** More than so many requests under way at once are counted as dropped. */
const MAX_VUS = 20_000;

const failed = new Rate('failed');
const refused = new Rate('refused_with_429');
const answered = new Trend('answered_in', true);

export const options: Options = {
  discardResponseBodies: true,
  scenarios: Object.fromEntries(
    Object.entries(CALLERS).map(([caller, { perSecond, timeoutSeconds }]) => [caller, arrivals(perSecond, timeoutSeconds)]),
  ),
  // k6 keeps the figures of a caller and a window apart only where a threshold names them: these always hold.
  thresholds: Object.fromEntries(
    Object.keys(CALLERS).flatMap((caller) =>
      windows.flatMap((_, at): [string, string[]][] => [
        [tagged('failed', caller, at), ['rate<=1']],
        [tagged('refused_with_429', caller, at), ['rate<=1']],
        [tagged('answered_in', caller, at), ['min>=0']],
      ]),
    ),
  ),
};

function arrivals(perSecond: number, timeoutSeconds: number): RampingArrivalRateScenario {
  const aMinute = (factor: number): number => Math.round(perSecond * factor * scale * MINUTE);
  const peak = perSecond * scale * Math.max(...points.map(([, factor]) => factor));
  return {
    executor: 'ramping-arrival-rate',
    exec: 'call',
    timeUnit: '1m',
    startRate: aMinute(points[0]?.[1] ?? 1),
    preAllocatedVUs: Math.min(MAX_VUS, Math.ceil(peak) + 1),
    maxVUs: Math.min(MAX_VUS, Math.ceil(peak * timeoutSeconds) + 1),
    stages: points.slice(1).map(([time, factor], index) => ({
      duration: \`\${time - (points[index]?.[0] ?? 0)}s\`,
      target: aMinute(factor),
    })),
  };
}

export function call(): void {
  const caller = exec.scenario.name as CallerName;
  const { url, apiKey, timeoutSeconds } = CALLERS[caller];
  const seconds = (Date.now() - exec.scenario.startTime) / 1000;
  const at = windows.findIndex(({ to }) => seconds < to);
  const tags = { caller, window: String(at < 0 ? windows.length - 1 : at) };
  const { method, path, body = null, headers } = requests[caller]();
  const response = http.request(method, url.replace(/\\/$/, '') + path, body, {
    headers: { ...headers, ...(apiKey === undefined ? {} : { 'x-api-key': apiKey }) },
    timeout: \`\${timeoutSeconds}s\`,
    tags: { ...tags, name: \`\${method} \${caller}\` },
  });
  failed.add(response.status < 200 || response.status >= 400, tags);
  refused.add(response.status === 429, tags);
  answered.add(response.timings.duration, tags);
}

interface Summary {
  readonly metrics: Readonly<Record<string, { readonly values: Readonly<Record<string, number>> } | undefined>>;
}

/** What was measured beside what the drawing foretells. */
export function handleSummary({ metrics }: Summary): Record<string, string> {
  const value = (metric: string, caller: string, at: number, name: string): number | undefined =>
    metrics[tagged(metric, caller, at)]?.values[name];
  const rows = Object.entries(CALLERS).flatMap(([caller, { title: callerTitle, perSecond }]) => [
    \`\${callerTitle}: measured / foretold\`,
    row('seconds', 'requests a second', 'failed or refused', 'of these 429', 'mean, ms'),
    ...windows.map(({ from, to, factor, expected }, at) => {
      const { passes = 0, fails = 0 } = metrics[tagged('failed', caller, at)]?.values ?? {};
      const { failedShare, milliseconds } = expected[caller as CallerName];
      return row(
        \`\${from}–\${to}\`,
        \`\${figure((passes + fails) / (to - from))} / \${figure(perSecond * factor * scale)}\`,
        \`\${percent(value('failed', caller, at, 'rate'))} / \${percent(failedShare)}\`,
        percent(value('refused_with_429', caller, at, 'rate')),
        \`\${figure(value('answered_in', caller, at, 'avg'))} / \${figure(milliseconds)}\`,
      );
    }),
    '',
  ]);
  const dropped = metrics['dropped_iterations']?.values['count'] ?? 0;
  const note = dropped > 0 ? \`k6 could not start \${dropped} requests: give it a larger machine, or SCALE below 1.\\n\` : '';
  return { stdout: \`\\n\${title}, SCALE \${scale}\\n\\n\${rows.join('\\n')}\${note}\\n\` };
}

function tagged(metric: string, caller: string, at: number): string {
  return \`\${metric}{caller:\${caller},window:\${at}}\`;
}

function row(...cells: readonly string[]): string {
  return cells.map((cell) => cell.padEnd(22)).join('').trimEnd();
}

function figure(value: number | undefined): string {
  return value === undefined ? '–' : String(Number(value.toPrecision(3)));
}

function percent(share: number | undefined): string {
  return share === undefined ? '–' : \`\${figure(share * 100)} %\`;
}

function required(variable: string): string {
  const value = __ENV[variable];
  if (value === undefined) throw new Error(\`the environment variable \${variable} is not set\`);
  return value;
}
`;

/** Section of the app's README. */
export function loadTestText({ callers, curves, others }: LoadTest): string {
  const variables = [
    ...new Map(
      callers.flatMap(({ connection, apiId, urlVariable, keyVariable }): [string, string][] => [
        [
          urlVariable,
          `address of ${connection.to.resource.name}: an output of the deployed stack, whose name begins with ${apiId}`,
        ],
        ...(keyVariable === undefined
          ? []
          : ([[keyVariable, `API key of ${connection.from.resource.name}`]] as [string, string][])),
      ]),
    ),
  ];
  const left = [...new Set(others.map(({ from, to }) => `${from.resource.name} → ${to.resource.name}`))];
  return [
    '## Load test',
    `\`load-test/load-test.ts\` brings the drawn load to the deployed app with [k6](https://grafana.com/docs/k6) 0.57 or newer, and prints what it measured beside what the drawing foretells. It calls real resources, which cost money and share the account’s quotas with everything else in the Region: begin with \`SCALE=0.1\`.`,
    `\`\`\`sh\nk6 run ${variables.map(([name]) => `-e ${name}=…`).join(' ')} -e SCENARIO=${curves[0]?.id ?? ''} -e SCALE=0.1 load-test/load-test.ts\n\`\`\``,
    `| Variable | Is |\n| --- | --- |\n${[
      ...variables,
      ['SCENARIO', curves.map(({ id, name }) => `${id} (${name})`).join(', ')],
      ['SCALE', 'factor of the load; the foretold figures are those of 1'],
    ]
      .map(([name = '', is = '']) => `| \`${name}\` | ${is.replaceAll('|', '\\|')} |`)
      .join('\n')}`,
    `The foretold figures are those of a load that has settled: in short windows the real ones lag behind, and cold starts come first. k6 spaces its requests evenly, where the estimate counts on random arrivals, so that a limit is felt a little later. Retries of the callers are not made${left.length > 0 ? `, and neither are the calls of ${new Intl.ListFormat('en').format(left)}, which need AWS credentials, a way into a VPC or a WebSocket connection` : ''}. What a request carries is in \`load-test/requests.ts\`, which is yours.`,
  ].join('\n\n');
}
