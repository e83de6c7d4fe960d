/**
 * The loss system of the floor (100 servers, 90 erlang) by other people's simulators, written as their guides do, where
 * they can be had: simjs from the package registry, SimPy where Python has it. Each runs in a process of its own and says
 * how much processor time a customer took, and what share of them was refused.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Peer {
  readonly name: string;
  readonly what: string;
  /** Undefined where it cannot be had here; else nanoseconds of processor time a customer, and the share refused. */
  measure(customers: number): { readonly perCustomer: number; readonly loss: number } | undefined;
}

const folder = resolve('node_modules/.cache/peers');

const SIMJS = `
const { readFileSync } = require('node:fs');
const window = {};
new Function('window', readFileSync(process.argv[1], 'utf8'))(window);
const { Sim, Entity, Facility } = window.Sim;
const customers = Number(process.argv[2]);
const draw = (mean) => -mean * Math.log(1 - Math.random());
const sim = new Sim();
const servers = new Facility('servers', Facility.FCFS, 100, 0);
let refused = 0;
let arrived = 0;
class Source extends Entity {
  start() { this.arrive(); }
  arrive() {
    if (arrived++ === customers) return;
    if (servers.free === 0) refused++;
    else this.useFacility(servers, draw(1));
    this.setTimer(draw(1 / 90)).done(this.arrive);
  }
}
sim.addEntity(Source);
const before = process.cpuUsage();
sim.simulate(Number.MAX_VALUE, Infinity);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ perCustomer: ((user + system) * 1000) / customers, loss: refused / customers }));
`;

const SIMPY = `
import json, random, sys, time
import simpy
customers = int(sys.argv[1])
env = simpy.Environment()
servers = simpy.Resource(env, capacity=100)
refused = 0
def customer(env):
    with servers.request() as request:
        yield request
        yield env.timeout(random.expovariate(1))
def source(env):
    global refused
    for _ in range(customers):
        if servers.count == servers.capacity:
            refused += 1
        else:
            env.process(customer(env))
        yield env.timeout(random.expovariate(90))
env.process(source(env))
before = time.process_time()
env.run()
spent = time.process_time() - before
print(json.dumps({'perCustomer': spent * 1e9 / customers, 'loss': refused / customers}))
`;

export const peers: readonly Peer[] = [
  {
    name: 'simjs',
    what: 'the same by simjs 2.0.3, with a facility and timers',
    measure(customers) {
      const script = resolve(folder, 'node_modules/simjs/sim.js');
      const install = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', 'simjs@2.0.3'];
      if (!existsSync(script) && asked('npm', install) === undefined) return undefined;
      return measured(asked(process.execPath, ['--eval', SIMJS, script, String(customers)]));
    },
  },
  {
    name: 'SimPy',
    what: 'the same by SimPy, with a resource and a process for each customer',
    measure: (customers) =>
      ['python3', '/usr/bin/python3']
        .map((python) => measured(asked(python, ['-c', SIMPY, String(customers)])))
        .find((found) => found !== undefined),
  },
];

/** What a program prints; undefined where it is not there or fails. */
function asked(program: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

const measured = (printed: string | undefined): ReturnType<Peer['measure']> =>
  printed === undefined ? undefined : (JSON.parse(printed) as { perCustomer: number; loss: number });
