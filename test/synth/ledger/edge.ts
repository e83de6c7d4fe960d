/** Distributions and web ACLs. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same } from '../policies';
import type { Properties, TemplateReader } from '../wiring/reader';
import { anyOrder, att, type Entry, named, ref, that, type Test, type Wanted, when } from './entry';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html, 2026-11-23. */
const NO_CACHING = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const AS_THE_ORIGIN_SAYS = '4cc15a8a-d715-48a4-82b8-cc0b614638fe';
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html, 2026-11-23. */
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

export function distribution(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config, outbound, inbound } = drawn;
  const { id, Properties: its = {} } = reader.main(drawn);
  const { Origins: origins = [] } = its['DistributionConfig'] as { readonly Origins?: readonly Properties[] };
  const first = outbound.find((each) => each.config['pathPattern'] === '*') ?? outbound[0];
  const acl = inbound.find(({ kind }) => kind.id === 'waf/protects')?.from.resource;
  const errors = [500, 502, 503, 504].map((code) => ({
    ErrorCode: code,
    ErrorCachingMinTTL: config['errorCaching'],
  }));
  return [
    {
      of: drawn.id,
      type: 'AWS::CloudFront::Distribution',
      is: (resource) => resource.id === id,
      properties: {
        DistributionConfig: {
          Comment: named,
          Enabled: true,
          HttpVersion: 'http2and3',
          IPV6Enabled: true,
          // AWS caches errors for ten seconds without being told.
          CustomErrorResponses: when(config['errorCaching'] !== 10, anyOrder(errors)),
          DefaultCacheBehavior: first && behaviour(first, origins, reader),
          CacheBehaviors: when(
            outbound.length > 1,
            anyOrder(
              outbound
                .filter((each) => each !== first)
                .map((each) => ({ ...behaviour(each, origins, reader), PathPattern: each.config['pathPattern'] })),
            ),
          ),
          Origins: anyOrder(outbound.map((each) => origin(each, reader))),
          WebACLId: acl && att(reader.main(acl).id),
        },
      },
    },
    ...outbound.filter((each) => signsAs(each) !== undefined).map((each): Entry => signing(each, reader)),
  ];
}

const isSocket = ({ to }: Connection): boolean => to.resource.config['type'] === 'WEBSOCKET';

function behaviour(
  connection: Connection,
  origins: readonly Properties[],
  reader: TemplateReader,
): Readonly<Record<string, Wanted>> {
  const { cacheHitRatio: hits, cacheableShare: share } = connection.from.resource.config;
  const caches = !isSocket(connection) && Number(hits) * Number(share) > 0;
  const mine = origins.find((each) => isOriginOf(each, connection, reader));
  return {
    AllowedMethods: methods(connection),
    CachePolicyId: caches ? AS_THE_ORIGIN_SAYS : NO_CACHING,
    OriginRequestPolicyId: ALL_BUT_HOST,
    Compress: true,
    ViewerProtocolPolicy: 'redirect-to-https',
    TargetOriginId: mine?.['Id'] ?? 'no origin',
    // The path by which clients come says nothing to a WebSocket API.
    FunctionAssociations: when(isSocket(connection) && connection.config['pathPattern'] !== '*', [
      { EventType: 'viewer-request', FunctionARN: that((value) => mentions(value, 'FunctionARN'), 'a function') },
    ]),
  };
}

/** CloudFront allows one of three sets: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_AllowedMethods.html, 2026-11-28. */
function methods(connection: Connection): readonly string[] {
  const { from, to } = connection;
  const routes = to.resource.outbound.filter((each) => each.from.contract === 'integrate');
  const isRead = routes.length > 0 && routes.every(({ config: { method } }) => method === 'GET');
  const reads = ['GET', 'HEAD'];
  if (to.contract === 'keep-objects' || isSocket(connection) || isRead) return reads;
  if (Number(from.resource.config['cacheableShare']) === 1) return [...reads, 'OPTIONS'];
  return [...reads, 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
}

/** How CloudFront proves who it is, by the type of the origin. */
function signsAs({ to }: Connection): 's3' | 'lambda' | undefined {
  if (to.contract === 'keep-objects') return 's3';
  return to.resource.service.id === 'lambda' && to.resource.config['urlAuthorization'] === 'AWS_IAM'
    ? 'lambda'
    : undefined;
}

const isOriginOf = ({ DomainName: name }: Properties, connection: Connection, reader: TemplateReader): boolean =>
  domain(connection, reader)(name).length === 0;

const outsideOf = ({ to: { resource } }: Connection): URL | undefined =>
  resource.service.id === 'http-endpoint' ? new URL(String(resource.config['url'])) : undefined;

function origin(connection: Connection, reader: TemplateReader): Readonly<Record<string, Wanted>> {
  const { from, to } = connection;
  const { responseTimeout, connectionAttempts } = from.resource.config;
  const isBucket = to.contract === 'keep-objects';
  const outside = outsideOf(connection);
  const path = outside?.pathname.replace(/\/+$/, '');
  const isRest = to.resource.config['type'] === 'REST';
  return {
    Id: named,
    DomainName: domain(connection, reader),
    ConnectionAttempts: when(connectionAttempts !== 3, connectionAttempts),
    OriginPath: isSocket(connection)
      ? '/prod'
      : isRest
        ? that((value) => mentions(value, '"/"') && mentions(value, 'Fn::Select'), 'the stage')
        : when(path !== undefined && path !== '', path),
    OriginAccessControlId: when(
      signsAs(connection) !== undefined,
      att(controlOf(connection, reader) ?? 'no access control', 'Id'),
    ),
    S3OriginConfig: when(isBucket, { OriginAccessIdentity: '' }),
    CustomOriginConfig: when(!isBucket, {
      HTTPSPort: when(Boolean(outside?.port), Number(outside?.port)),
      OriginProtocolPolicy: 'https-only',
      OriginReadTimeout: when(responseTimeout !== 30, responseTimeout),
      OriginSSLProtocols: ['TLSv1.2'],
    }),
  };
}

function domain(connection: Connection, reader: TemplateReader): Test {
  const { to } = connection;
  const outside = outsideOf(connection);
  if (outside) return that((value) => value === outside.hostname, outside.hostname);
  const url = reader.resources.find(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::Lambda::Url' && same(Properties['TargetFunctionArn'], reader.arn(to.resource)),
  );
  const id = to.resource.service.id === 'lambda' ? (url?.id ?? 'no URL') : reader.main(to.resource).id;
  const kind = { lambda: 'FunctionUrl', s3: 'RegionalDomainName' }[to.resource.service.id] ?? '.execute-api.';
  return that((value) => mentions(value, `"${id}"`) && mentions(value, kind), `the address of ${to.resource.id}`);
}

/** The access control by which the origin of the template signs. */
function controlOf(connection: Connection, reader: TemplateReader): string | undefined {
  const { Properties: its = {} } = reader.main(connection.from.resource);
  const { Origins: origins = [] } = its['DistributionConfig'] as { readonly Origins?: readonly Properties[] };
  const mine = origins.find((each) => isOriginOf(each, connection, reader));
  const arn = mine?.['OriginAccessControlId'] as { readonly 'Fn::GetAtt'?: readonly string[] } | undefined;
  const id = arn?.['Fn::GetAtt']?.[0];
  return reader.under(connection.from.resource).find((each) => each.id === id)?.id;
}

function signing(connection: Connection, reader: TemplateReader): Entry {
  return {
    of: `${connection.from.resource.id} → ${connection.to.resource.id}`,
    type: 'AWS::CloudFront::OriginAccessControl',
    is: ({ id }) => id === controlOf(connection, reader),
    properties: {
      OriginAccessControlConfig: {
        Name: named,
        OriginAccessControlOriginType: signsAs(connection),
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    },
  };
}

const COMMON = 'AWSManagedRulesCommonRuleSet';
const seen = { CloudWatchMetricsEnabled: true, MetricName: named, SampledRequestsEnabled: true };

export function webAcl(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config, outbound } = drawn;
  const { id } = reader.main(drawn);
  const isGlobal = outbound.some(({ to }) => to.resource.service.id === 'cloudfront');
  const limit = Number(config['bodyLimit']);
  return [
    {
      of: drawn.id,
      type: 'AWS::WAFv2::WebACL',
      is: (resource) => resource.id === id,
      properties: {
        Scope: isGlobal ? 'CLOUDFRONT' : 'REGIONAL',
        DefaultAction: { Allow: {} },
        VisibilityConfig: seen,
        // 16 KB are AWS's own limit.
        AssociationConfig: when(limit !== 16, {
          RequestBody: { [isGlobal ? 'CLOUDFRONT' : 'API_GATEWAY']: { DefaultSizeInspectionLimit: `KB_${limit}` } },
        }),
        Rules: [
          {
            Name: COMMON,
            Priority: 0,
            OverrideAction: { None: {} },
            Statement: { ManagedRuleGroupStatement: { Name: COMMON, VendorName: 'AWS' } },
            VisibilityConfig: seen,
          },
          ...(config['hasRateRule'] === true ? [blocking(1, rate(config))] : []),
          ...(config['blocksOversize'] === true ? [blocking(2, oversize(limit))] : []),
        ],
      },
    },
    ...outbound
      .filter(({ to }) => to.resource.service.id !== 'cloudfront')
      .map(({ to }): Entry => ({
        of: `${drawn.id} → ${to.resource.id}`,
        type: 'AWS::WAFv2::WebACLAssociation',
        is: ({ Properties = {} }) => mentions(Properties['ResourceArn'], `"${reader.main(to.resource).id}"`),
        properties: { WebACLArn: att(id), ResourceArn: stageArn(to.resource, reader) },
      })),
  ];
}

const blocking = (priority: number, statement: unknown) => ({
  Name: named,
  Priority: priority,
  Action: { Block: {} },
  Statement: statement,
  VisibilityConfig: seen,
});

const rate = ({ rateLimit, rateWindow }: Resource['config']) => ({
  RateBasedStatement: { AggregateKeyType: 'IP', Limit: rateLimit, EvaluationWindowSec: Number(rateWindow) },
});

/** What the rules cannot see whole. */
const oversize = (limit: number) => ({
  SizeConstraintStatement: {
    ComparisonOperator: 'GT',
    Size: limit * 1024,
    FieldToMatch: { Body: { OversizeHandling: 'MATCH' } },
    TextTransformations: [{ Priority: 0, Type: 'NONE' }],
  },
});

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html, 2026-11-23. */
function stageArn(api: Resource, reader: TemplateReader): Wanted {
  const stage = reader.under(api).find(({ Type }) => Type === 'AWS::ApiGateway::Stage')?.id;
  return {
    'Fn::Join': [
      '',
      [
        `arn:aws:apigateway:${reader.graph.account.region}::/restapis/`,
        reader.ref(api),
        '/stages/',
        ref(stage ?? 'no stage'),
      ],
    ],
  };
}
