/** What origins need in a template. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same, statements } from '../policies';
import { type Check, need, type Properties, type TemplateReader, type Wiring } from './reader';

export const cloudfront: Wiring = {
  'cloudfront/http-origin': (connection, template) => {
    const { to } = connection;
    const isThere = (origin: Properties): boolean =>
      to.resource.service.id === 'http-endpoint'
        ? isOutside(origin, to.resource)
        : mentions(origin['DomainName'], template.main(to.resource).id);
    return need(hasOrigin(connection, template, isThere), 'no origin');
  },
  'cloudfront/function-url-origin': functionUrlOrigin,
  'cloudfront/bucket-origin': bucketOrigin,
};

/** The distribution has the origin, with the drawing's patience, and a behaviour that leads to it. */
function hasOrigin(
  { from, config }: Connection,
  template: TemplateReader,
  holds: (origin: Properties) => boolean,
): boolean {
  const distribution = template.main(from.resource).Properties?.['DistributionConfig'] as {
    readonly Origins: readonly Properties[];
    readonly DefaultCacheBehavior: Properties;
    readonly CacheBehaviors?: readonly Properties[];
  };
  const { responseTimeout, connectionAttempts } = from.resource.config;
  return distribution.Origins.some((origin) => {
    const custom = origin['CustomOriginConfig'] as Properties | undefined;
    const behaviours = [
      { PathPattern: '*', ...distribution.DefaultCacheBehavior },
      ...(distribution.CacheBehaviors ?? []),
    ] as readonly Properties[];
    return (
      holds(origin) &&
      (custom === undefined || (custom['OriginReadTimeout'] ?? 30) === responseTimeout) &&
      (origin['ConnectionAttempts'] ?? 3) === connectionAttempts &&
      behaviours.some(
        (behaviour) =>
          behaviour['TargetOriginId'] === origin['Id'] && behaviour['PathPattern'] === config['pathPattern'],
      )
    );
  });
}

/** By HTTPS, to the host, port and path that its address says. */
function isOutside(origin: Properties, { config }: Resource): boolean {
  const { hostname, port, pathname } = new URL(config['url'] as string);
  const custom = origin['CustomOriginConfig'] as Properties;
  return (
    origin['DomainName'] === hostname &&
    custom['OriginProtocolPolicy'] === 'https-only' &&
    (custom['HTTPSPort'] ?? 443) === Number(port || 443) &&
    (origin['OriginPath'] ?? '/') === pathname
  );
}

/** The URL of the function as origin; where it asks for a signature, the distribution signs and alone may call it. */
function functionUrlOrigin(connection: Connection, template: TemplateReader): ReturnType<Check> {
  const { from, to } = connection;
  const url = template.resources.find(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::Lambda::Url' && mentions(Properties['TargetFunctionArn'], template.main(to.resource).id),
  );
  if (!url) return ['no URL'];
  const isSigned = to.resource.config['urlAuthorization'] === 'AWS_IAM';
  const found = hasOrigin(
    connection,
    template,
    (origin) => mentions(origin['DomainName'], url.id) && (origin['OriginAccessControlId'] !== undefined) === isSigned,
  );
  const mayInvoke = template.some(
    'AWS::Lambda::Permission',
    (permission) =>
      permission['Action'] === 'lambda:InvokeFunctionUrl' &&
      permission['Principal'] === (isSigned ? 'cloudfront.amazonaws.com' : '*') &&
      (!isSigned || mentions(permission['SourceArn'], template.main(from.resource).id)),
  );
  return [...need(found, 'no origin'), ...need(mayInvoke, 'may not be called')];
}

/** The distribution signs what it asks of the bucket, and the bucket lets it alone read. */
function bucketOrigin(connection: Connection, template: TemplateReader): ReturnType<Check> {
  const { from, to } = connection;
  const bucket = template.main(to.resource).id;
  const found = hasOrigin(
    connection,
    template,
    (origin) => mentions(origin['DomainName'], bucket) && origin['OriginAccessControlId'] !== undefined,
  );
  const mayRead = template.some(
    'AWS::S3::BucketPolicy',
    (policy) =>
      mentions(policy['Bucket'], bucket) &&
      statements(policy['PolicyDocument']).some(
        (statement) =>
          [statement.Action].flat().includes('s3:GetObject') &&
          same(statement.Principal, { Service: 'cloudfront.amazonaws.com' }) &&
          mentions(statement.Condition, template.main(from.resource).id),
      ),
  );
  return [...need(found, 'no origin'), ...need(mayRead, 'may not read')];
}
