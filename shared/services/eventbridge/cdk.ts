import type { AlarmCode, ConnectionCode, EmitContext, ResourceCode, WidgetCode } from '#shared/model/cdk';
import { once } from '#shared/model/cdk-helpers';
import { type Code, durationCode, object, quote } from '#shared/model/code';
import type { Connection, Resource } from '#shared/model/graph';
import { type BusConfig, isPartnerSource } from './config';
import type { TargetConfig } from './target-config';
import { ruleMates, targetsOf } from './targets';

const DAY = 86_400;
/** Lines that a widget can hold and still be read. */
const MOST_LINES = 6;

export function cdk(bus: Resource<BusConfig>, context: EmitContext): ResourceCode {
  const id = quote(context.constructId(bus));
  const member = `this.${context.member(bus)}`;
  const { hasArchive, archiveRetention, archiveShare } = bus.config;
  const known = knownName(bus);
  const { bus: kind, partnerSource } = bus.config;
  const days = archiveRetention === undefined ? undefined : Math.ceil(archiveRetention / DAY);
  return {
    imports: { events: 'aws-cdk-lib/aws-events' },
    type: known !== undefined ? 'events.IEventBus' : 'events.EventBus',
    ...(known === undefined ? {} : { templateResources: 0 }),
    ...(kind === 'partner' && !isPartnerSource(partnerSource)
      ? { impossible: `${bus.name} is a partner event bus without the name of a partner event source` }
      : {}),
    create: (all) =>
      known === undefined
        ? `new events.EventBus(this, ${id}, ${object(all)})`
        : `events.EventBus.fromEventBusName(this, ${id}, ${quote(known)})`,
    // By the frozen id: a bus whose description changed would be another difference in every export.
    properties:
      known !== undefined
        ? {}
        : {
            eventSourceName: kind === 'partner' ? quote(partnerSource.trim()) : undefined,
            description: quote(`Events of ${context.folder(bus)}.`),
          },
    statements: hasArchive
      ? [
          `${member}.archive('Archive', ${object({
            eventPattern: EVERY_EVENT,
            retention: days === undefined ? undefined : durationCode(days * DAY),
          })});`,
        ]
      : [],
    checks: hasArchive
      ? [
          {
            title: `${bus.name} archives its events${days === undefined ? '' : ` for ${days} days`}`,
            type: 'AWS::Events::Archive',
            properties: {
              SourceArn: `stack.resolve(stack.${context.member(bus)}.eventBusArn)`,
              RetentionDays: days === undefined ? undefined : String(days),
            },
          },
        ]
      : [],
    alarms: rulesOf(bus, context).map((rule) => alarm(rule, context)),
    widgets: widgets(bus, context),
    notes: [
      ...(kind === 'partner' && known !== undefined
        ? [
            `${bus.name} is there before this app is: associate the partner event source ${known} with an event bus of the same name in EventBridge.`,
          ]
        : []),
      ...(hasArchive && archiveShare < 1
        ? [
            `The drawing archives ${Math.round(archiveShare * 100)} % of the events of ${bus.name}; the exported archive takes all until you narrow its pattern.`,
          ]
        : []),
    ],
  };
}

/**
 * Name of a bus that is there anyway: the default one, or a partner’s. AppFlow makes the partner event source together
 * with the flow, so that a flow of this drawing comes before its bus.
 */
function knownName({ config: { bus, partnerSource }, inbound }: Resource<BusConfig>): string | undefined {
  if (bus === 'default') return 'default';
  const isMadeHere = bus === 'custom' || inbound.some(({ from }) => from.contract === 'transfer');
  return isMadeHere ? undefined : partnerSource.trim();
}

/** Matches whatever has a source, which every event has: EventBridge refuses an empty pattern. */
export const EVERY_EVENT: Code = "{ source: events.Match.prefix('') }";

/** Construct id of the rule of a connection, in the scope of its bus. */
export function ruleId(connection: Connection<TargetConfig>, context: EmitContext): string {
  const { config, from, to } = connection;
  if (config.rule.trim() !== '') return `Rule-${config.rule.trim().replaceAll(/[^\w-]+/g, '-')}`;
  const target = `To${context.constructId(to.resource)}`;
  const twins = targetsOf(from.resource).filter(
    (each) => each.to.resource.id === to.resource.id && each.config.rule.trim() === '',
  );
  const place = twins.findIndex(({ id }) => id === connection.id);
  return place > 0 ? `${target}-${place + 1}` : target;
}

/** Whether the rule stands in the stack of its target, apart from its bus: queues there name the rule in their policies. */
export function isApart({ from, to }: Connection<TargetConfig>, context: EmitContext): boolean {
  return !context.together(from.resource, to.resource);
}

/** Targets of one rule in one stack. */
function stackMates(target: Connection<TargetConfig>, context: EmitContext): readonly Connection<TargetConfig>[] {
  const apart = isApart(target, context);
  return ruleMates(target.from.resource, target).filter(
    (each) => isApart(each, context) === apart && (!apart || context.together(each.to.resource, target.to.resource)),
  );
}

const isFirst = (target: Connection<TargetConfig>, context: EmitContext): boolean =>
  stackMates(target, context)[0]?.id === target.id;

/** The first connection of each rule that stands with the bus. */
function rulesOf(bus: Resource<BusConfig>, context: EmitContext): readonly Connection<TargetConfig>[] {
  return targetsOf(bus).filter((target) => !isApart(target, context) && isFirst(target, context));
}

/** Scope of the rules of buses of other stacks. */
export const RULES_APART = 'Bus-Rules';

/**
 * Metrics of a rule have both names as dimensions, those of the default bus the rule's alone
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html, 2026-11-28). The ARN of a rule is rule/NAME on the default bus and rule/BUS/NAME on
 * another, where the name of a partner's bus has slashes itself (eb-manage-iam-access, as of 2026-11-23).
 */
function ofRule(metric: string, rule: Connection<TargetConfig>, context: EmitContext): Code {
  const bus = rule.from.resource as Resource<BusConfig>;
  const member = `design.${context.member(bus)}`;
  const { bus: kind, partnerSource } = bus.config;
  const parts = kind === 'default' ? 0 : kind === 'custom' ? 1 : partnerSource.trim().split('/').length;
  const scope = isApart(rule, context)
    ? `design.node.findChild(${quote(RULES_APART)}).node.findChild(${quote(context.constructId(bus))})`
    : member;
  const cfnRule = `(${scope}.node.findChild(${quote(ruleId(rule, context))}).node.defaultChild as CfnResource)`;
  return `new cloudwatch.Metric(${object({
    namespace: quote('AWS/Events'),
    metricName: quote(metric),
    dimensionsMap: object({
      EventBusName: kind === 'default' ? undefined : `${member}.eventBusName`,
      RuleName: `Fn.select(${1 + parts}, Fn.split('/', ${cfnRule}.getAtt('Arn').toString()))`,
    }),
  }).slice(0, -1)} ...SUM })`;
}

function alarm(rule: Connection<TargetConfig>, context: EmitContext): AlarmCode {
  const targets = stackMates(rule, context).map(({ to }) => to.resource.name);
  return once(
    `${ruleId(rule, context)}Failed`,
    ofRule('FailedInvocations', rule, context),
    `EventBridge gave up events of ${rule.from.resource.name} for ${targets.join(', ')}: the target is gone, refuses EventBridge or failed to the last retry.`,
  );
}

/** A rule apart from its bus is watched where it stands. */
export function watchedApart(
  rule: Connection<TargetConfig>,
  context: EmitContext,
): Pick<ConnectionCode, 'alarms' | 'widgets'> {
  if (!isApart(rule, context) || !isFirst(rule, context)) return {};
  return {
    alarms: [alarm(rule, context)],
    widgets: [widget(`${rule.from.resource.name} → ${rule.to.resource.name}`, [rule], context)],
  };
}

function widgets(bus: Resource<BusConfig>, context: EmitContext): readonly WidgetCode[] {
  const rules = rulesOf(bus, context).slice(0, MOST_LINES);
  return rules.length === 0 ? [] : [widget(bus.name, rules, context)];
}

function widget(title: string, rules: readonly Connection<TargetConfig>[], context: EmitContext): WidgetCode {
  return {
    title,
    left: rules.map((rule) => ofRule('Invocations', rule, context)),
    right: rules.map((rule) => ofRule('FailedInvocations', rule, context)),
  };
}
