/** The shape of what `evaluate`, `check` and `diff` print as JSON, for programs that read it. Fields are added, never renamed. */
import { z } from 'zod';
import { VERSION } from '#shared/version';

const perSecond = (what: string) =>
  z
    .number()
    .min(0)
    .meta({ description: `${what}, per second.` });
const share = (what: string) => z.number().meta({ description: `${what}, as a share of 1.` });
const severity = z.enum(['error', 'warning', 'info']);
const grade = z
  .enum(['exact', 'approximation', 'simulate'])
  .meta({ description: 'How far the figure can be trusted; `simulate` where only a run over time can tell.' });

const location = z.strictObject({
  resource: z.string().exactOptional(),
  connection: z.string().exactOptional(),
  field: z.string().exactOptional(),
});

const explanation = z.strictObject({
  formula: z.string(),
  inputs: z.array(
    z.strictObject({
      name: z.string(),
      value: z.union([z.number(), z.string()]),
      unit: z.string().exactOptional(),
      field: z.string().exactOptional(),
    }),
  ),
  source: z.string().exactOptional(),
  asOf: z.string().exactOptional(),
});

const remedy = z.strictObject({
  title: z.string(),
  edit: z.looseObject({ do: z.string() }).meta({ description: 'The edit that the app would apply.' }),
});

const finding = z.strictObject({
  rule: z.string(),
  owner: z.enum(['check', 'capacity', 'cost', 'document']),
  severity,
  at: location,
  place: z.strictObject({ line: z.int().min(1), column: z.int().min(1) }).exactOptional(),
  message: z.string(),
  remedy: remedy.exactOptional(),
  source: z.string().exactOptional(),
  asOf: z.string().exactOptional(),
  acknowledged: z.string().meta({ description: 'The reason that the file gives.' }).exactOptional(),
});

const limit = z.strictObject({
  id: z.string(),
  title: z.string(),
  used: z.number().meta({ description: 'What the offered load asks for; may exceed the limit.' }),
  limit: z.number(),
  unit: z.enum(['1/s', 'concurrent', 'messages', 'B', 'B/s', 's', 'count', 'calls/s', 'ratio']),
  utilisation: share('Used of the limit'),
  grade,
  connection: z.string().exactOptional(),
  pool: z.string().exactOptional(),
  setBy: z.strictObject({ ...location.shape, quota: z.string().exactOptional() }).exactOptional(),
  isDeliberate: z.literal(true).exactOptional(),
  beyond: z.string().meta({ description: 'What becomes of work beyond the limit.' }),
  because: explanation,
  raise: remedy.exactOptional(),
});

const resource = z.strictObject({
  offeredPerSecond: perSecond('Arrivals'),
  admittedPerSecond: perSecond('Taken in'),
  completedPerSecond: perSecond('Done'),
  failedPerSecond: perSecond('Ended without success'),
  throttledPerSecond: perSecond('Refused'),
  waitingPerSecond: perSecond('Growth of what waits'),
  inFlight: z.number().meta({ description: 'Mean number in work.' }),
  queueLength: z.number().meta({ description: 'Mean number that waits, while the steady state holds.' }),
  utilisation: share('Use of the fullest limit'),
  bindingLimit: z.string().exactOptional(),
  limits: z.array(limit).meta({ description: 'Fullest first.' }),
  latencySeconds: z.number().min(0),
  latency: z.strictObject({ grade, band: z.number().exactOptional(), because: explanation }),
  usdPerMonth: z.number().min(0),
});

const connection = z.strictObject({
  perSecond: perSecond('Flow'),
  sizeBytes: z.number().min(0),
  throttledShare: share('Refused'),
  failedShare: share('Failed'),
  delayedShare: share('Left waiting'),
  latencySeconds: z.number().min(0),
  invocation: z.enum(['synchronous', 'asynchronous', 'poll']),
  role: z.enum(['work', 'failure', 'success']),
  behaviour: z.looseObject({ mechanism: z.string() }),
});

const rung = z.strictObject({
  perSecond: perSecond('Total rate of the entries at which the limit breaks'),
  loadFactor: z.number().min(0),
  resource: z.string(),
  connection: z.string().exactOptional(),
  limit: z.string(),
  title: z.string(),
  beyond: z.string(),
  sharedBy: z.array(z.string()).exactOptional(),
  grade,
  isDeliberate: z.literal(true).exactOptional(),
});

const spill = z.strictObject({
  ends: z.enum(['caller', 'backlog', 'iterator age', 'dead-letter queue', 'destination', 'lost']),
  rate: perSecond('Work that spills'),
  limit: z.string().exactOptional(),
  story: z.string(),
  seenAs: z.string().exactOptional(),
  resource: z.string(),
  at: z.string(),
  path: z.array(z.string()),
});

const quotaRequest = z.strictObject({
  quota: z.string(),
  title: z.string(),
  now: z.number().meta({ description: 'The account’s value.' }),
  desired: z.number().meta({ description: 'A fifth more than the load needs, to two significant digits.' }),
  unit: z.string(),
  neededBy: z.array(z.string()).meta({ description: 'Resources whose limit is full.' }),
  ceiling: z.number().meta({ description: 'To which AWS is known to raise it, where that is less.' }).exactOptional(),
  command: z.string().meta({ description: 'Line for the AWS CLI, where the quota’s code is known.' }).exactOptional(),
  source: z.string(),
  asOf: z.string(),
});

const billLine = z.strictObject({
  resource: z.string(),
  connection: z.string().exactOptional(),
  meter: z.string(),
  title: z.string(),
  quantity: z.number().min(0),
  unit: z.string(),
  freeQuantity: z.number().min(0),
  usd: z.number().min(0).meta({ description: 'Left out where the price is not known.' }).optional(),
  because: explanation,
});

export const evaluationSchema = z.strictObject({
  spillway: z.string().meta({ description: 'Version of Spillway.' }),
  name: z.string(),
  scenario: z.string(),
  region: z.string(),
  loadFactor: z.number().min(0),
  entryPerSecond: perSecond('Total rate of the entries'),
  entryUnit: z
    .string()
    .nullable()
    .meta({ description: 'What the entries send: requests, records; null where they send different things.' }),
  sustains: z
    .strictObject({ perSecond: z.number(), limit: z.string(), resource: z.string(), title: z.string() })
    .nullable()
    .meta({ description: 'The load at which the first limit breaks; null where none moves with the load.' }),
  ladder: z.array(rung),
  resources: z.record(z.string(), resource),
  connections: z.record(z.string(), connection),
  pools: z.record(z.string(), z.strictObject({ size: z.number(), demand: z.number() })),
  overflow: z.array(spill),
  quotaRequests: z
    .array(quotaRequest)
    .meta({ description: 'Increases that would make room for the limits that are full and that AWS raises.' }),
  findings: z.array(finding),
  cost: z.strictObject({
    usdPerMonth: z.number().min(0),
    region: z.string(),
    asOf: z.string(),
    freeTier: z.boolean(),
    lines: z.array(billLine),
    unpriced: z.array(z.string()),
  }),
  convergence: z.strictObject({
    iterations: z.int(),
    converged: z.boolean(),
    residual: z.number(),
    bistable: z.array(z.string()),
  }),
});

export const checkSchema = z.strictObject({
  spillway: z.string(),
  name: z.string(),
  findings: z.array(finding),
  assertions: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['sustains', 'cost', 'headroom', 'latency', 'no-errors', 'no-loss']),
      holds: z.boolean(),
      message: z.string(),
    }),
  ),
});

const judged = z.strictObject({ id: z.string(), kind: z.string(), holds: z.boolean(), message: z.string() });
const pairOf = <T extends z.ZodType>(of: T) => z.strictObject({ before: of, after: of });
const named = { id: z.string(), name: z.string() };
const firstLimit = z.strictObject({ resource: z.string(), name: z.string(), title: z.string() });
const anything = z.unknown().optional();

export const diffSchema = z.strictObject({
  spillway: z.string(),
  name: pairOf(z.string()),
  region: pairOf(z.string()),
  loadFactor: pairOf(z.number().min(0)),
  entryPerSecond: pairOf(perSecond('Total rate of the entries')),
  sustainsPerSecond: pairOf(
    perSecond('The load at which the first limit breaks; null where none moves with it').nullable(),
  ),
  firstLimit: pairOf(firstLimit.nullable()),
  latencies: z.array(
    z.strictObject({
      resource: z.string(),
      name: z.string(),
      ...pairOf(z.number().min(0).nullable().meta({ description: 'Mean seconds; null where there is no such entry.' }))
        .shape,
    }),
  ),
  usdPerMonth: pairOf(z.number().min(0).nullable().meta({ description: 'Null where no prices are known.' })),
  difference: z.strictObject({
    changes: z.array(
      z.strictObject({
        change: z.enum(['added', 'removed', 'changed']),
        subject: z.enum([
          'design',
          'resource',
          'connection',
          'group',
          'note',
          'scenario',
          'assertion',
          'acknowledgement',
        ]),
        ...named,
        type: z.string(),
        fields: z.array(
          z.strictObject({
            field: z.string(),
            title: z.string(),
            before: anything,
            after: anything,
            beforeText: z.string(),
            afterText: z.string(),
          }),
        ),
      }),
    ),
    moved: z.array(z.strictObject(named)),
    extent: z.enum(['none', 'layout', 'design']),
  }),
  findings: z.strictObject({ appeared: z.array(finding), gone: z.array(finding) }),
  assertions: z.strictObject({ broken: z.array(judged), mended: z.array(judged) }),
});

/** A reader must let unknown fields pass: later versions add some. */
export function outputJsonSchema(schema: z.ZodType, title: string): object {
  return {
    title,
    description: `As printed by Spillway ${VERSION}.`,
    ...z.toJSONSchema(schema, {
      override: ({ jsonSchema }) => {
        if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      },
    }),
  };
}
