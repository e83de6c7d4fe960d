/** Buses and their archives, rules and their targets, API destinations. */
import { deadLetterOf } from '#shared/model/targets';
import type { Connection, Resource } from '#shared/model/graph';
import { same } from '../policies';
import { type Identified, knownBus, type Properties, type TemplateReader } from '../wiring/reader';
import { anyOrder, att, type Entry, named, that, type Test, when } from './entry';
import { targetArn } from './functions';

export function bus(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config } = drawn;
  const isPartner = config['bus'] === 'partner';
  const own: readonly Entry[] =
    knownBus(drawn) === undefined
      ? [
          {
            of: drawn.id,
            type: 'AWS::Events::EventBus',
            is: (resource) => resource.id === reader.main(drawn).id,
            properties: {
              Name: isPartner ? config['partnerSource'] : named,
              EventSourceName: when(isPartner, config['partnerSource']),
              Description: named,
            },
          },
        ]
      : [];
  return [...own, ...archive(drawn, reader)];
}

/** All events, as long as drawn: without end where nothing is said. */
function archive(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { hasArchive, archiveRetention } = drawn.config;
  if (hasArchive !== true) return [];
  return [
    {
      of: drawn.id,
      type: 'AWS::Events::Archive',
      is: ({ Properties = {} }) => same(Properties['SourceArn'], reader.arn(drawn)),
      properties: {
        SourceArn: reader.arn(drawn),
        EventPattern: EVERY_EVENT,
        // For ever (AWS::Events::Archive, 2026-11-23).
        RetentionDays: Math.ceil(Number(archiveRetention ?? 0) / 86_400),
        KmsKeyIdentifier: '',
        Description: that((value) => value !== undefined, 'a description'),
      },
    },
  ];
}

const EVERY_EVENT = { source: [{ prefix: '' }] };

const isTarget = ({ kind }: Connection): boolean =>
  /^eventbridge\/.*(target|api-destination)$/.test(kind.id) && kind.role === 'work';

const targetsOf = (drawn: Resource): readonly Connection[] => drawn.outbound.filter(isTarget);

/** The rules of a template by which a connection of a bus works: its own, or those whose targets it keeps letters of. */
export function rulesOf(reader: TemplateReader, connection: Connection): readonly Identified[] {
  const { from, kind } = connection;
  const targets =
    kind.id === 'eventbridge/target-dead-letter'
      ? targetsOf(from.resource).filter(({ id }) => deadLetterOf(from.resource, id)?.id === connection.id)
      : [connection];
  return reader.resources.filter(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::Events::Rule' &&
      isOfBus(Properties, from.resource, reader) &&
      targets.some((each) =>
        (Properties['Targets'] as readonly Properties[]).some(({ Arn }) => same(Arn, arnOf(each, reader))),
      ),
  );
}

const isOfBus = ({ EventBusName: name }: Properties, { ...of }: Resource, reader: TemplateReader): boolean =>
  same(name, knownBus(of) ?? reader.ref(of));

function arnOf(connection: Connection, reader: TemplateReader): unknown {
  return connection.kind.id === 'eventbridge/api-destination'
    ? att(destinationOf(connection, reader)?.id ?? 'no destination')
    : targetArn(connection, reader);
}

export function destinationOf({ from, to, config }: Connection, reader: TemplateReader): Identified | undefined {
  const all = reader.under(from.resource).filter(({ Type }) => Type === 'AWS::Events::ApiDestination');
  return all.find(
    ({ Properties = {} }) =>
      Properties['InvocationEndpoint'] === to.resource.config['url'] &&
      Properties['InvocationRateLimitPerSecond'] === config['invocationRate'],
  );
}

/** One rule for connections that name it together, else one for each. */
export function rules(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const groups = new Map<string, Connection[]>();
  for (const each of targetsOf(drawn)) {
    const name = String(each.config['rule']).trim();
    const key = name === '' ? `\n${each.id}` : name;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((targets) => rule(drawn, targets, reader));
}

function rule(drawn: Resource, targets: readonly Connection[], reader: TemplateReader): readonly Entry[] {
  const pattern = String(targets[0]?.config['pattern']).trim();
  return [
    {
      of: `${drawn.id} → ${targets.map(({ to }) => to.resource.id).join(', ')}`,
      type: 'AWS::Events::Rule',
      is: ({ Properties = {} }) =>
        isOfBus(Properties, drawn, reader) &&
        targets.every((each) =>
          (Properties['Targets'] as readonly Properties[] | undefined)?.some(({ Arn }) =>
            same(Arn, arnOf(each, reader)),
          ),
        ),
      properties: {
        EventBusName: knownBus(drawn) ?? reader.ref(drawn),
        EventPattern: pattern === '' ? EVERY_EVENT : (JSON.parse(pattern) as unknown),
        State: 'ENABLED',
        Targets: anyOrder(targets.map((each) => targetOf(each, reader))),
      },
    },
  ];
}

const OWN_ROLE = /^eventbridge\/(stream|delivery-stream|bus|workflow)-target$|api-destination$/;

function targetOf(connection: Connection, reader: TemplateReader): Readonly<Record<string, unknown>> {
  const { config, to, kind, from } = connection;
  const letters = deadLetterOf(from.resource, connection.id);
  const { maximumEventAge: age, retryAttempts: attempts } = config;
  const retries = {
    MaximumEventAgeInSeconds: when(age !== 86_400, age),
    MaximumRetryAttempts: when(attempts !== 185, attempts),
  };
  return {
    Id: named,
    Arn: arnOf(connection, reader),
    RoleArn: when(
      OWN_ROLE.test(kind.id),
      that((value) => JSON.stringify(value ?? '').includes('Fn::GetAtt'), 'a role'),
    ),
    DeadLetterConfig: letters && { Arn: reader.arn(letters.to.resource) },
    RetryPolicy: when(
      Object.values(retries).some((each) => each !== undefined),
      retries,
    ),
    SqsParameters: when(['fifo', 'fair'].includes(String(to.resource.config['type'])) && to.contract === 'enqueue', {
      MessageGroupId: config['messageGroup'],
    }),
    KinesisParameters: when(Boolean(config['partitionKeyPath']), { PartitionKeyPath: config['partitionKeyPath'] }),
    InputPath: when(config['input'] === 'detail', '$.detail'),
    InputTransformer: when(config['input'] === 'object', transformed(String(config['inputTemplate']))),
  };
}

/** What the transformer makes of an event, its paths put where they are named, is the drawn object. */
function transformed(template: string): Test {
  return that((value) => {
    const { InputPathsMap: paths = {}, InputTemplate: text = '' } = (value ?? {}) as {
      readonly InputPathsMap?: Readonly<Record<string, string>>;
      readonly InputTemplate?: string;
    };
    const filled = text.replaceAll(/<([\w-]+)>/g, (_, name: string) => JSON.stringify(paths[name] ?? `no ${name}`));
    const used = Object.keys(paths).every((name) => text.includes(`<${name}>`));
    return used && same(JSON.parse(filled), JSON.parse(template));
  }, template);
}

/** The destination that a pipe asks or ends at. */
export function askedBy({ from, kind }: Connection, reader: TemplateReader): Identified | undefined {
  const its = reader.main(from.resource).Properties ?? {};
  const arn = its[kind.id === 'pipes/api-destination' ? 'Target' : 'Enrichment'];
  return reader.resources.find(({ id, Type }) => Type === 'AWS::Events::ApiDestination' && same(arn, att(id)));
}

/** The address, its rate, and the key that goes with each call. */
export function apiDestination(
  connection: Connection,
  reader: TemplateReader,
  { id, Properties = {} }: Identified = { id: 'no destination', Type: '' },
): readonly Entry[] {
  const { config, to } = connection;
  const ids = (Properties['ConnectionArn'] as { 'Fn::GetAtt'?: readonly string[] } | undefined)?.['Fn::GetAtt'];
  return [
    {
      of: to.resource.id,
      type: 'AWS::Events::ApiDestination',
      is: (resource) => resource.id === id,
      properties: {
        ConnectionArn: att(
          reader.resources.find((each) => each.id === ids?.[0] && each.Type === 'AWS::Events::Connection')?.id ??
            'no connection',
        ),
        HttpMethod: 'POST',
        InvocationEndpoint: to.resource.config['url'],
        InvocationRateLimitPerSecond: config['invocationRate'],
      },
    },
    {
      of: `the key of ${to.resource.id}`,
      type: 'AWS::Events::Connection',
      is: (resource) => resource.id === ids?.[0],
      properties: {
        AuthorizationType: 'API_KEY',
        AuthParameters: {
          ApiKeyAuthParameters: {
            ApiKeyName: config['keyHeader'],
            ApiKeyValue: that(
              (value) => /^\{\{resolve:secretsmanager:[\w-]+-key:SecretString:::\}\}$/.test(String(value)),
              'a reference to a secret',
            ),
          },
        },
      },
    },
  ];
}
