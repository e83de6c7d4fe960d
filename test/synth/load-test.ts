/** Runs an exported load test once with a stand-in for k6, which is a program of its own and not a library. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly timeout: string;
  readonly tags: Readonly<Record<string, string>>;
}

interface Ran {
  readonly scenarios: Readonly<Record<string, unknown>>;
  readonly thresholds: Readonly<Record<string, readonly string[]>>;
  /** Metrics with their tags, as the script added to them. */
  readonly recorded: readonly string[];
  readonly asked: Asked;
  readonly summary: string;
}

export async function runLoadTest(folder: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const asked: Asked[] = [];
  const recorded = new Map<string, number[]>();
  class Metric {
    readonly name: string;
    constructor(name: string) {
      this.name = name;
    }
    add(value: number | boolean, { caller, window }: Readonly<Record<string, string>>): void {
      const key = `${this.name}{caller:${caller},window:${window}}`;
      recorded.set(key, [...(recorded.get(key) ?? []), Number(value)]);
    }
  }
  const scenario = { name: 'shoppersToOrdersApi', startTime: 0 };
  const modules: Readonly<Record<string, unknown>> = {
    'k6/execution': { default: { scenario } },
    'k6/http': {
      default: {
        request(method: string, url: string, body: string, { timeout, tags }: Pick<Asked, 'timeout' | 'tags'>) {
          asked.push({ method, url, body, timeout, tags });
          return { status: asked.length % 4 === 0 ? 429 : 201, timings: { duration: 12 } };
        },
      },
    },
    'k6/metrics': { Rate: Metric, Trend: Metric },
  };
  const load = async (file: string): Promise<Record<string, any>> => {
    const text = await readFile(join(folder, file), 'utf8');
    const own = file === 'requests.js' ? {} : { './requests.js': await load('requests.js') };
    const module = { exports: {} as Record<string, any> };
    const find = (name: string): unknown => {
      const found = modules[name] ?? own[name as './requests.js'];
      if (!found) throw new Error(`no module ${name}`);
      return { __esModule: true, ...found };
    };
    // It is what the exporter wrote.
    // oxlint-disable-next-line no-new-func, no-implied-eval
    new Function('require', 'exports', 'module', '__ENV', text)(find, module.exports, module, env);
    return module.exports;
  };
  const script = await load('load-test.js');
  scenario.startTime = Date.now() - 90_000;
  for (let call = 0; call < 360; call += 1) script['call']();
  const metrics = Object.fromEntries([...recorded].map(([key, values]) => [key, { values: summed(values) }]));
  return {
    scenarios: script['options'].scenarios,
    thresholds: script['options'].thresholds,
    recorded: [...recorded.keys()],
    asked: asked[0] as Asked,
    summary: script['handleSummary']({ metrics }).stdout,
  };
}

/** As k6 sums up: a rate counts what held and what did not, a trend averages. */
function summed(values: readonly number[]): { passes: number; fails: number; rate: number; avg: number } {
  const passes = values.filter((value) => value !== 0).length;
  const sum = values.reduce((total, value) => total + value, 0);
  return { passes, fails: values.length - passes, rate: passes / values.length, avg: sum / values.length };
}
