/** Who may come in to an API: authorizers, keys and usage plans. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same } from '../policies';
import type { Identified, Properties, TemplateReader } from '../wiring/reader';
import { type Entry, named, ref, that, type Test, type Wanted, when } from './entry';

/** What there is of a type in the scope of an API. */
export const partOf = (reader: TemplateReader, drawn: Resource, type: string): Identified | undefined =>
  reader.under(drawn).find(({ Type }) => Type === type);

const CHECKED: Readonly<Record<string, string>> = { iam: 'AWS_IAM', jwt: 'JWT', cognito: 'COGNITO_USER_POOLS' };

const lambdaAuthorizer = ({ outbound }: Resource): Connection | undefined =>
  outbound.find(({ kind }) => kind.id === 'api-gateway/lambda-authorizer');

/** What a route asks of who comes: nothing where it is open, and of a WebSocket API on $connect alone. */
export function asked({ from: { resource }, config: { isOpen, routeKey } }: Connection): string {
  if (isOpen === true || (routeKey !== undefined && routeKey !== '$connect')) return 'NONE';
  return lambdaAuthorizer(resource) ? 'CUSTOM' : (CHECKED[String(resource.config['authorization'])] ?? 'NONE');
}

export const hasAuthorizer = (access: string): boolean => !['NONE', 'AWS_IAM'].includes(access);

export function authorizerOf(drawn: Resource, reader: TemplateReader): string {
  const id = reader.ref(drawn);
  return (
    reader.resources.find(
      ({ Type, Properties = {} }) =>
        /^AWS::ApiGateway(V2)?::Authorizer$/.test(Type) && same(Properties['ApiId'] ?? Properties['RestApiId'], id),
    )?.id ?? 'no authorizer'
  );
}

/** Whom an API asks: a function that is drawn, a user pool or an issuer of tokens. */
export function authorizer(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config, outbound } = drawn;
  const isGuarded = outbound.some((each) => each.from.contract === 'integrate' && hasAuthorizer(asked(each)));
  if (!isGuarded && !lambdaAuthorizer(drawn)) return [];
  const isRest = config['type'] === 'REST';
  const id = reader.ref(drawn);
  const by = lambdaAuthorizer(drawn);
  return [
    {
      of: `the authorizer of ${drawn.id}`,
      type: isRest ? 'AWS::ApiGateway::Authorizer' : 'AWS::ApiGatewayV2::Authorizer',
      is: ({ Properties = {} }) => same(Properties['ApiId'] ?? Properties['RestApiId'], id),
      properties: {
        ...(isRest ? { RestApiId: id } : { ApiId: id }),
        Name: named,
        ...(by ? byFunction(by, reader) : isRest ? byPool(reader) : BY_TOKEN),
      },
    },
  ];
}

function byFunction({ from, to, config }: Connection, reader: TemplateReader): Readonly<Record<string, Wanted>> {
  const { type } = from.resource.config;
  const place = { REST: 'method.request', HTTP: '$request', WEBSOCKET: 'route.request' }[String(type)];
  const source = `${place}.${config['identitySource'] === 'header' ? 'header' : 'querystring'}.${String(config['identityName'])}`;
  const uri = that((value) => {
    const parts = ((value as Properties | undefined)?.['Fn::Join'] as readonly unknown[] | undefined)?.[1];
    const [last, before] = ((parts ?? []) as readonly unknown[]).toReversed();
    return last === '/invocations' && same(before, reader.callableArn(to.resource));
  }, 'its function');
  return type === 'REST'
    ? {
        Type: config['form'] === 'token' ? 'TOKEN' : 'REQUEST',
        AuthorizerUri: uri,
        AuthorizerResultTtlInSeconds: config['resultTtl'],
        IdentitySource: source,
      }
    : {
        AuthorizerType: 'REQUEST',
        AuthorizerUri: uri,
        IdentitySource: [source],
        ...(type === 'HTTP'
          ? {
              AuthorizerPayloadFormatVersion: '2.0',
              AuthorizerResultTtlInSeconds: config['resultTtl'],
              EnableSimpleResponses: true,
            }
          : {}),
      };
}

const byPool = (reader: TemplateReader): Readonly<Record<string, Wanted>> => ({
  Type: 'COGNITO_USER_POOLS',
  IdentitySource: 'method.request.header.Authorization',
  ProviderARNs: [
    that(
      (value) =>
        mentions(value, `arn:aws:cognito-idp:${reader.graph.account.region}:`) && mentions(value, ':userpool/'),
      'a user pool',
    ),
  ],
});

const BY_TOKEN: Readonly<Record<string, Wanted>> = {
  AuthorizerType: 'JWT',
  IdentitySource: ['$request.header.Authorization'],
  JwtConfiguration: {
    Issuer: that((value) => String(value).startsWith('https:'), 'an issuer'),
    Audience: that((value) => Array.isArray(value) && value.length > 0, 'an audience'),
  },
};

/** One plan and key for each caller that has a throttle of its own, and a key for the others of its API. */
export function plans(client: Resource, reader: TemplateReader): readonly Entry[] {
  const called = client.outbound.filter(({ kind }) => kind.id === 'client/http-request');
  const asking = called.filter(({ to }) => to.resource.inbound.some(({ config }) => config['usagePlan'] === true));
  const first = asking.filter(
    ({ to }, at) => asking.findIndex((each) => each.to.resource.id === to.resource.id) === at,
  );
  return first.flatMap((each) => plan(each, reader));
}

/** `POST /orders 10/s burst 20` as { '/orders/POST': { … } }. */
function methodThrottles(methods: string): Properties {
  const parts = methods.split(',').flatMap((part) => {
    const [method, path, rate, , burst] = part.trim().split(/\s+/);
    return rate === undefined ? [] : [{ key: `${path}/${method}`, rate: Number.parseFloat(rate), burst }];
  });
  return Object.fromEntries(
    parts.map(({ key, rate, burst }) => [
      key,
      { RateLimit: rate, BurstLimit: burst === undefined ? Math.ceil(rate) : Number(burst) },
    ]),
  );
}

function plan({ from, to: { resource: api }, config }: Connection, reader: TemplateReader): readonly Entry[] {
  const id = reader.ref(api);
  const stage = ref(partOf(reader, api, 'AWS::ApiGateway::Stage')?.id ?? 'no stage');
  const {
    planRate: rate,
    planBurst: burst,
    planQuota: quota,
    planPeriod: period,
    planMethods: methods,
    usagePlan,
  } = config;
  const isPlanned = usagePlan === true;
  const all = (type: string) => reader.under(api).filter(({ Type }) => Type === type);
  const isOneOf = (type: string): Test =>
    that((value) => all(type).some((each) => same(value, ref(each.id))), `a ${type} of ${api.id}`);
  const isOwn = (type: string) => (resource: Identified) => all(type).some((each) => each.id === resource.id);
  const name = `the plan of ${from.resource.id}`;
  return [
    {
      of: name,
      type: 'AWS::ApiGateway::UsagePlan',
      is: isOwn('AWS::ApiGateway::UsagePlan'),
      properties: {
        ApiStages: [{ ApiId: id, Stage: stage, Throttle: isPlanned ? methodThrottles(String(methods)) : {} }],
        Throttle: when(isPlanned && rate !== undefined, {
          RateLimit: rate,
          BurstLimit: burst ?? Math.max(1, Math.ceil(Number(rate))),
        }),
        Quota: when(isPlanned && quota !== undefined, { Limit: quota, Period: period }),
      },
    },
    {
      of: name,
      type: 'AWS::ApiGateway::ApiKey',
      is: isOwn('AWS::ApiGateway::ApiKey'),
      properties: { Enabled: true, StageKeys: [{ RestApiId: id, StageName: stage }] },
    },
    {
      of: name,
      type: 'AWS::ApiGateway::UsagePlanKey',
      is: ({ Properties = {} }) => isOneOf('AWS::ApiGateway::UsagePlan')(Properties['UsagePlanId']).length === 0,
      properties: {
        KeyId: isOneOf('AWS::ApiGateway::ApiKey'),
        KeyType: 'API_KEY',
        UsagePlanId: isOneOf('AWS::ApiGateway::UsagePlan'),
      },
    },
  ];
}
