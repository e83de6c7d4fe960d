/** lib/generated/<name>-monitoring.ts: alarms at the limits of the design, and one dashboard. */
import type { AlarmCode, WidgetCode } from '#shared/model/cdk';
import { type Code, lineComment, object, quote } from '#shared/model/code';
import type { Emitted } from './collect';
import { importLines } from './imports';
import { namesOf, type ProjectNames } from './names';

export function monitoringFile(emitted: Emitted, { slug, className }: ProjectNames, header: string): Code {
  const watched = watchedIn(emitted);
  const here = alarmsIn(watched, ({ region }) => region === undefined);
  const apart = alarmsIn(watched, ({ region }) => region !== undefined);
  const rows = watched.flatMap(({ code }) => ((code.widgets ?? []).length === 0 ? [] : [code.widgets ?? []]));
  const graphs = rows.map((row) => `this.dashboard.addWidgets(${row.map(widgetCode).join(', ')});`);
  // What nothing is read of is named so.
  const design = [here, apart, ...graphs].some((code) => /\bdesign\b/.test(code)) ? 'design' : '_design';
  const body = `
/** Alarms at the limits of the design, and a dashboard with the same figures. */
export class ${className}Monitoring extends Construct {
  /** Without actions: give them one in lib/${slug}-stack.ts, a topic for example. */
  public readonly alarms: readonly cloudwatch.Alarm[];${apart === '' ? '' : ALARMS_APART}
  public readonly dashboard: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, ${design}: ${className}Architecture) {
    super(scope, id);
    this.alarms = [
${here}
    ];
${apart === '' ? '' : `this.alarmsApart = [\n${apart}\n];`}

    this.dashboard = new cloudwatch.Dashboard(this, 'Dashboard', { defaultInterval: Duration.hours(3) });
${here !== '' ? "this.dashboard.addWidgets(new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...this.alarms], width: 24 }));" : ''}
${graphs.join('\n')}
  }
${here + apart === '' ? '' : alarmMethod(apart !== '')}
${apart === '' ? '' : APART}
}
${rows.length > 0 ? GRAPH : ''}
`;
  const common = shared(body);
  const imports = importLines(`${common}${body}`, [{ cloudwatch: 'aws-cdk-lib/aws-cloudwatch' }]);
  const local = `import type { ${className}Architecture } from './${slug}-architecture';`;
  return `${header}${imports}\n${local}\n\n${common}\n${body}`;
}

/** Constants and functions by name, printed where the text uses them. */
const COMMON: readonly (readonly [name: string, code: Code])[] = [
  ['SUM', "const SUM = { statistic: 'Sum', period: MINUTE };"],
  ['MAXIMUM', "const MAXIMUM = { statistic: 'Maximum', period: MINUTE };"],
  ['AVERAGE', "const AVERAGE = { statistic: 'Average', period: MINUTE };"],
  ['P99', "const P99 = { statistic: 'p99', period: MINUTE };"],
  ['SAMPLES', "const SAMPLES = { statistic: 'SampleCount', period: MINUTE };"],
  [
    'LASTING',
    '/** For what must not go on: three of five minutes. */\nconst LASTING = { evaluationPeriods: 5, datapointsToAlarm: 3 };',
  ],
  ['ONCE', '/** For what must not happen at all. */\nconst ONCE = { evaluationPeriods: 1, datapointsToAlarm: 1 };'],
  [
    'percentage',
    `
/** 0 where nothing happened. */
function percentage(label: string, part: cloudwatch.IMetric, whole: cloudwatch.IMetric): cloudwatch.MathExpression {
  const expression = '100 * part / MAX([part, whole])';
  return new cloudwatch.MathExpression({ label, expression, usingMetrics: { part, whole }, period: MINUTE });
}`,
  ],
];

function shared(body: Code): Code {
  const used = COMMON.filter(([name]) => new RegExp(`\\b${name}\\b`).test(body)).map(([, code]) => code);
  return used.some((code) => code.includes('MINUTE'))
    ? ['const MINUTE = Duration.minutes(1);', ...used].join('\n')
    : used.join('\n');
}

const alarmMethod = (isApart: boolean): Code => `
  #alarm(of: string, id: string, props: cloudwatch.AlarmProps${isApart ? ', within: Construct = this' : ''}): cloudwatch.Alarm {
    const scope = (${isApart ? 'within' : 'this'}.node.tryFindChild(of) as Construct | undefined) ?? new Construct(${isApart ? 'within' : 'this'}, of);
    return new cloudwatch.Alarm(scope, id, {
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      ...props,
    });
  }`;

const ALARMS_APART = `
  /** Where their metrics are, in a stack of its own: a topic as their action has to be there too. */
  public readonly alarmsApart: readonly cloudwatch.Alarm[];`;

const APART = `
  /** Deployed after the design, which its alarms look at. */
  #stackIn(region: string): Stack {
    const { account, stackName } = Stack.of(this);
    return (
      (this.node.tryFindChild(region) as Stack | undefined) ??
      new Stack(this, region, { stackName: \`\${stackName}-alarms\`, env: { account, region } })
    );
  }`;

const GRAPH = `
function graph(props: cloudwatch.GraphWidgetProps): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({ width: 12, height: 6, ...props });
}`;

const isOnce = ({ periods }: AlarmCode): boolean => periods === 1;

interface Watched {
  readonly name: string;
  /** Construct id under which its alarms stand. */
  readonly of: string;
  readonly code: { readonly alarms?: readonly AlarmCode[]; readonly widgets?: readonly WidgetCode[] };
}

/** Resources, and connections that have something in a stack apart from the resource that they begin at. */
function watchedIn({ resources, connections }: Emitted): readonly Watched[] {
  return [
    ...resources.map(({ resource, names, code }) => ({ name: resource.name, of: names.constructId, code })),
    ...connections.map(({ connection: { from, to }, code }) => ({
      name: `${from.resource.name} → ${to.resource.name}`,
      of: namesOf(from.resource).constructId,
      code,
    })),
  ];
}

/** By resource, each under its name. */
function alarmsIn(watched: readonly Watched[], isThere: (alarm: AlarmCode) => boolean): Code {
  return watched
    .flatMap(({ name, of, code }) => {
      const alarms = (code.alarms ?? []).filter(isThere);
      if (alarms.length === 0) return [];
      return [[lineComment(name), ...alarms.map((alarm) => alarmCode(of, alarm))].join('\n')];
    })
    .join('\n\n');
}

function alarmCode(of: string, alarm: AlarmCode): Code {
  const isKnown = isOnce(alarm) ? alarm.datapoints === 1 : alarm.periods === 5 && alarm.datapoints === 3;
  if (!isKnown) throw new Error(`alarm ${alarm.id} looks at ${alarm.datapoints} of ${alarm.periods} periods`);
  const properties = object({
    metric: alarm.metric,
    threshold: String(alarm.threshold),
    comparisonOperator:
      alarm.comparison === 'above' ? 'cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD' : undefined,
    alarmDescription: quote(alarm.description),
  });
  return `this.#alarm(${quote(of)}, ${quote(alarm.id)}, {\n...${isOnce(alarm) ? 'ONCE' : 'LASTING'}, ${properties.slice(1)}${alarm.region === undefined ? '' : `, this.#stackIn(${quote(alarm.region)})`}),`;
}

function widgetCode({ title, left, right, lines }: WidgetCode): Code {
  return `graph(${object({
    title: quote(title),
    left: `[${left.join(', ')}]`,
    right: right ? `[${right.join(', ')}]` : undefined,
    leftAnnotations: lines
      ? `[${lines.map(({ value, label }) => object({ value: String(value), label: quote(label) })).join(', ')}]`
      : undefined,
  })})`;
}
