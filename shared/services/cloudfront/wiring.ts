/** Origins in an exported CDK app. The default behaviour is a property of the distribution; others are added to it. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { functionUrlHelper, groupHelper } from '#shared/model/cdk-helpers';
import { type Code, literal, object, type Properties, quote, wholeSecondsCode } from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { requestInvocation } from '#shared/model/http-handler';
import { readAddress } from '#shared/model/outside';
import type { DistributionConfig } from './config';
import type { OriginConfig } from './connections';

type Origin<To extends Contract> = Connection<OriginConfig, 'fetch', To>;

const DEFAULT_PATTERN = '*';
/** AWS's own, which need no property (as of 2026-11-23). */
const DEFAULT_TIMEOUT = 30;
const DEFAULT_ATTEMPTS = 3;

const imports = {
  cloudfront: 'aws-cdk-lib/aws-cloudfront',
  origins: 'aws-cdk-lib/aws-cloudfront-origins',
  lambda: 'aws-cdk-lib/aws-lambda',
};

const distributionOf = ({ from }: Connection): DistributionConfig => from.resource.config as DistributionConfig;

function originOptions(connection: Connection): Properties {
  const { responseTimeout, connectionAttempts } = distributionOf(connection);
  return {
    readTimeout: responseTimeout === DEFAULT_TIMEOUT ? undefined : wholeSecondsCode(responseTimeout),
    connectionAttempts: connectionAttempts === DEFAULT_ATTEMPTS ? undefined : literal(connectionAttempts),
  };
}

/** As an argument after another, or nothing where AWS's own settings do. */
function argument(properties: Properties): Code {
  return Object.values(properties).some((value) => value !== undefined) ? `, ${object(properties)}` : '';
}

const takesSockets = ({ to }: Connection): boolean => 'sockets' in to.terms && to.terms.sockets !== undefined;

/**
 * The smallest of CloudFront's three sets that holds what the origin answers: a bucket is read, a WebSocket begins with GET,
 * an API has its routes; of functions and of others' endpoints the drawing says only whether all is GET and HEAD.
 * Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_AllowedMethods.html, 2026-11-28.
 */
function allowedMethods(connection: Connection): 'ALLOW_GET_HEAD' | 'ALLOW_GET_HEAD_OPTIONS' | 'ALLOW_ALL' {
  const { resource, contract } = connection.to;
  if (contract === 'keep-objects' || takesSockets(connection)) return 'ALLOW_GET_HEAD';
  const routes = resource.outbound.filter(({ from }) => from.contract === 'integrate');
  if (routes.length > 0 && routes.every(({ config }) => config['method'] === 'GET')) return 'ALLOW_GET_HEAD';
  return distributionOf(connection).cacheableShare < 1 ? 'ALLOW_ALL' : 'ALLOW_GET_HEAD_OPTIONS';
}

/** The origin says what may be cached for how long; without hits in the drawing nothing is. */
function behaviorOptions(connection: Connection): Properties {
  const { cacheHitRatio, cacheableShare } = distributionOf(connection);
  const isSocket = takesSockets(connection);
  const caches = !isSocket && cacheHitRatio * cacheableShare > 0;
  return {
    ...(isSocket && connection.config['pathPattern'] !== DEFAULT_PATTERN
      ? {
          functionAssociations:
            '[{ function: this.#atStage(), eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }]',
        }
      : {}),
    viewerProtocolPolicy: 'cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS',
    allowedMethods: `cloudfront.AllowedMethods.${allowedMethods(connection)}`,
    cachePolicy: `cloudfront.CachePolicy.${caches ? 'USE_ORIGIN_CACHE_CONTROL_HEADERS_QUERY_STRINGS' : 'CACHING_DISABLED'}`,
    // The viewer's own host header would be that of the distribution, which the origin does not know.
    originRequestPolicy: 'cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER',
  };
}

function behaviour(connection: Origin<never>, origin: Code, context: EmitContext): ConnectionCode {
  const { from, to, config } = connection;
  const { outbound } = from.resource;
  const twin = outbound.find((each) => each.config['pathPattern'] === config.pathPattern);
  if (twin && twin.id !== connection.id) {
    return {
      impossible: `${twin.to.resource.name} and ${to.resource.name} both answer ${config.pathPattern} of ${from.resource.name}`,
    };
  }
  const first = outbound.find((each) => each.config['pathPattern'] === DEFAULT_PATTERN) ?? outbound[0];
  const references = [{ holder: from.resource.id, target: to.resource.id, by: 'property' as const }];
  if (first?.id === connection.id) {
    return {
      imports,
      references,
      properties: {
        [from.resource.id]: { defaultBehavior: object({ origin, ...behaviorOptions(connection) }) },
      },
    };
  }
  return {
    imports,
    statements: [
      `this.${context.member(from.resource)}.addBehavior(${quote(config.pathPattern)}, ${origin}, ${object(behaviorOptions(connection))});`,
    ],
  };
}

/** Its path comes before that of each request; AWS has CloudFront speak HTTPS to custom origins by this default. */
function outsideOrigin(connection: Origin<'http'>, text: string, context: EmitContext): ConnectionCode {
  const address = readAddress(text);
  if (!address) return { impossible: `${text} of ${connection.to.resource.name} is no HTTPS address without a query` };
  const path = address.path.replace(/\/+$/, '');
  const options = argument({
    httpsPort: address.port === undefined ? undefined : literal(address.port),
    originPath: path === '' ? undefined : quote(path),
    ...originOptions(connection),
  });
  return behaviour(connection as Origin<never>, `new origins.HttpOrigin(${quote(address.host)}${options})`, context);
}

/** A WebSocket API answers at the address of its stage alone, whatever the path by which clients come. */
const atStage: Helper = {
  name: 'atStage',
  kind: 'method',
  imports,
  code: `
    /** Takes the path away by which clients get to a WebSocket API: there the stage is all of the path. */
    #atStage(): cloudfront.Function {
      const scope = this.#group('CloudFront');
      return (
        (scope.node.tryFindChild('AtStage') as cloudfront.Function | undefined) ??
        new cloudfront.Function(scope, 'AtStage', {
          code: cloudfront.FunctionCode.fromInline(
            "function handler(event) { event.request.uri = '/'; return event.request; }",
          ),
          runtime: cloudfront.FunctionRuntime.JS_2_0,
        })
      );
    }`,
};

function socketOrigin(connection: Origin<'http'>, api: Code, context: EmitContext): ConnectionCode {
  const options = object({ originPath: quote('/prod'), ...originOptions(connection) });
  const origin = `new origins.HttpOrigin(\`\${${api}.apiId}.execute-api.\${this.region}.\${this.urlSuffix}\`, ${options})`;
  const code = behaviour(connection as Origin<never>, origin, context);
  return connection.config.pathPattern === DEFAULT_PATTERN ? code : { ...code, helpers: [atStage, groupHelper] };
}

export const wiring = {
  httpOrigin(connection: Origin<'http'>, context: EmitContext): ConnectionCode {
    const { to } = connection;
    if (to.terms.outside) return outsideOrigin(connection, to.terms.outside.address, context);
    const api = `this.${context.member(to.resource)}`;
    const options = argument(originOptions(connection));
    if (to.terms.sockets) return socketOrigin(connection, api, context);
    const origin =
      to.terms.apiType === 'HTTP'
        ? `new origins.HttpOrigin(\`\${${api}.apiId}.execute-api.\${this.region}.\${this.urlSuffix}\`${options})`
        : `new origins.RestApiOrigin(${api}${options})`;
    return behaviour(connection as Origin<never>, origin, context);
  },
  functionUrlOrigin(connection: Origin<'invoke'>, context: EmitContext): ConnectionCode {
    const { to } = connection;
    const authorization = to.terms.urlAuthorization;
    const url = `this.#functionUrl(${context.target(to.resource)}, lambda.FunctionUrlAuthType.${authorization})`;
    const options = argument(originOptions(connection));
    const origin =
      authorization === 'AWS_IAM'
        ? `origins.FunctionUrlOrigin.withOriginAccessControl(${url}${options})`
        : `new origins.FunctionUrlOrigin(${url}${options})`;
    return {
      ...behaviour(connection as Origin<never>, origin, context),
      helpers: [functionUrlHelper],
      invocation: requestInvocation('http-request'),
      notes:
        authorization === 'AWS_IAM'
          ? [
              `${to.resource.name} takes signed requests only: with POST and PUT the caller sends the header x-amz-content-sha256.`,
            ]
          : [],
    };
  },
  bucketOrigin(connection: Origin<'keep-objects'>, context: EmitContext): ConnectionCode {
    const { to } = connection;
    const { connectionAttempts } = originOptions(connection);
    const options = argument({ connectionAttempts });
    const origin = `origins.S3BucketOrigin.withOriginAccessControl(this.${context.member(to.resource)}${options})`;
    const { references = [], ...code } = behaviour(connection as Origin<never>, origin, context);
    return {
      ...code,
      // The policy of the bucket names the distribution.
      references: [...references, { holder: to.resource.id, target: connection.from.resource.id, by: 'beside' }],
      acknowledgements: to.resource.service.hasOwnKey(to.resource.config)
        ? [
            {
              rule: 'Annotation::@aws-cdk/aws-cloudfront-origins:wildcardKeyPolicyForOac',
              reason: `The key of ${to.resource.name} lets any distribution of this account read through it: a policy that named this one would be a circle.`,
              // It is said of the scope of the key.
              on: "this.#group('Keys')",
            },
          ]
        : [],
    };
  },
};
