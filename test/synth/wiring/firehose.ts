/** What delivery streams need in a template. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same } from '../policies';
import { need, type Properties, type TemplateReader, type Wiring } from './reader';

export const firehose: Wiring = {
  'firehose/stream-source': ({ from, to }, template) => {
    const { DeliveryStreamType: type, KinesisStreamSourceConfiguration: source } = stream(template, to.resource);
    return [
      ...need(type === 'KinesisStreamAsSource', 'takes direct puts'),
      ...need(
        same((source as Properties | undefined)?.['KinesisStreamARN'], template.arn(from.resource)),
        'another source',
      ),
      ...['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:DescribeStream', 'kinesis:ListShards'].flatMap(
        (action) => need(template.roleMay(to.resource, action, template.arn(from.resource)), `may not ${action}`),
      ),
    ];
  },
  'firehose/transformation': ({ from, to, config }, template) => {
    const processor = processorsOf(template, from.resource).find(({ Type }) => Type === 'Lambda');
    const parameter = parametersOf(processor);
    return [
      ...need(same(parameter('LambdaArn'), template.callableArn(to.resource)), 'another function'),
      ...need(Number(parameter('BufferSizeInMBs')) === config['bufferSize'], 'another batch size'),
      ...need(Number(parameter('BufferIntervalInSeconds')) === config['bufferInterval'], 'another batch interval'),
      ...need(Number(parameter('NumberOfRetries')) === config['retries'], 'other retries'),
      ...need(
        template.roleMay(from.resource, 'lambda:InvokeFunction', template.callableArn(to.resource)),
        'may not invoke it',
      ),
    ];
  },
  'firehose/bucket-destination': (connection, template) => {
    const { from, to, config } = connection;
    const its = destination(template, from.resource, 'ExtendedS3DestinationConfiguration');
    const { keyPrefix, errorPrefix } = config;
    const queries = parametersOf(
      processorsOf(template, from.resource).find(({ Type }) => Type === 'MetadataExtraction'),
    )('MetadataExtractionQuery');
    return [
      ...need(same(its['BucketARN'], template.arn(to.resource)), 'another bucket'),
      ...need(hints(its, from.resource), 'another buffer'),
      ...need(same(its['CompressionFormat'] ?? 'UNCOMPRESSED', config['compression']), 'another compression'),
      ...need(((its['Prefix'] as string | undefined) ?? '').startsWith(String(keyPrefix)), 'another prefix'),
      ...need(its['ErrorOutputPrefix'] === `${String(errorPrefix)}!{firehose:error-output-type}/`, 'no error prefix'),
      ...need(
        (config['partitioning'] === true) === (its['DynamicPartitioningConfiguration'] !== undefined),
        'other partitions',
      ),
      ...need(
        config['partitioning'] !== true || JSON.stringify(queries).includes(String(config['partitionField'])),
        'partitions by another field',
      ),
      ...need(logs(its, template, from.resource), 'no log of its errors'),
      ...writes(connection, template, keyPrefix === '' ? [''] : [String(keyPrefix), String(errorPrefix)]),
    ];
  },
  'firehose/endpoint-destination': ({ from, to, config }, template) => {
    const its = destination(template, from.resource, 'HttpEndpointDestinationConfiguration');
    const secret = its['SecretsManagerConfiguration'] as Properties | undefined;
    return [
      ...need((its['EndpointConfiguration'] as Properties)['Url'] === to.resource.config['url'], 'another address'),
      ...need(hints(its, from.resource), 'another buffer'),
      ...need(same(its['RetryOptions'], { DurationInSeconds: config['retryDuration'] }), 'other retries'),
      ...need(its['S3BackupMode'] === 'FailedDataOnly', 'keeps other records than failed ones'),
      ...need(logs(its, template, from.resource), 'no log of its errors'),
      ...need(
        config['secret'] === '' ? secret === undefined : mentions(secret?.['SecretARN'], String(config['secret'])),
        'another secret',
      ),
    ];
  },
  'firehose/failed-records': (connection, template) => {
    const its = destination(template, connection.from.resource, 'HttpEndpointDestinationConfiguration');
    const backup = its['S3Configuration'] as Properties | undefined;
    return [
      ...need(same(backup?.['BucketARN'], template.arn(connection.to.resource)), 'another bucket'),
      ...writes(connection, template, [String(connection.config['keyPrefix'])]),
    ];
  },
};

const stream = (template: TemplateReader, of: Resource): Properties => template.main(of).Properties ?? {};

const destination = (template: TemplateReader, of: Resource, name: string): Properties =>
  (stream(template, of)[name] as Properties | undefined) ?? {};

function hints(its: Properties, { config }: Resource): boolean {
  return same(its['BufferingHints'], {
    IntervalInSeconds: config['bufferInterval'],
    SizeInMBs: config['bufferSize'],
  });
}

function processorsOf(template: TemplateReader, of: Resource): readonly Properties[] {
  const { ExtendedS3DestinationConfiguration: bucket, HttpEndpointDestinationConfiguration: endpoint } = stream(
    template,
    of,
  );
  const processing = ((bucket ?? endpoint) as Properties)['ProcessingConfiguration'] as Properties | undefined;
  return (processing?.['Processors'] as readonly Properties[] | undefined) ?? [];
}

function parametersOf(processor: Properties | undefined) {
  const all = (processor?.['Parameters'] ?? []) as readonly Properties[];
  return (name: string): unknown => all.find(({ ParameterName }) => ParameterName === name)?.['ParameterValue'];
}

/** To a log group of its own, which its role may write. */
function logs(its: Properties, template: TemplateReader, of: Resource): boolean {
  const group = template.under(of).find(({ Type }) => Type === 'AWS::Logs::LogGroup');
  const options = its['CloudWatchLoggingOptions'] as Properties | undefined;
  return (
    group !== undefined &&
    options?.['Enabled'] === true &&
    same(options['LogGroupName'], { Ref: group.id }) &&
    template.roleMay(of, 'logs:PutLogEvents', { 'Fn::GetAtt': [group.id, 'Arn'] })
  );
}

/** Objects with these prefixes and no others, by a role that only Firehose for this account may take. */
function writes({ from, to }: Connection, template: TemplateReader, prefixes: readonly string[]): readonly string[] {
  const role = template.under(from.resource).find(({ Type }) => Type === 'AWS::IAM::Role');
  return [
    ...prefixes.flatMap((prefix) =>
      ['s3:PutObject', 's3:AbortMultipartUpload'].flatMap((action) =>
        need(
          template.roleMay(from.resource, action, template.objects(to.resource, prefix)),
          `may not ${action} ${prefix}*`,
        ),
      ),
    ),
    ...['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'].flatMap((action) =>
      need(template.roleMay(from.resource, action, template.arn(to.resource)), `may not ${action}`),
    ),
    ...need(mentions(role?.Properties, 'aws:SourceAccount'), 'a role that Firehose may take for others'),
    ...need(mentions(template.main(from.resource).DependsOn, role?.id ?? '?'), 'made before its role'),
  ];
}
