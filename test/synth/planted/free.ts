/** Changes of a template that the drawing does not speak of, and who does. */
interface Free {
  readonly what: RegExp;
  readonly because: string;
}

export const FREE: readonly Free[] = [
  {
    what: /^AWS::CloudWatch::(?:Alarm|Dashboard) /,
    because: 'alarms and what is shown follow from the estimate and not from the drawing alone: test/cdk looks at them',
  },
  {
    what: / (?:\S*\.)?(?:Name|TopicName|FlowName|ConsumerName|LogGroupName|MetricName|MetricNamespace|PolicyName|Id|Sid|Comment|Description|Path) is (?:another|gone)$/,
    because: 'names and descriptions are anybody’s',
  },
  {
    what: / AccessLogSettings?\.Format\.(?!status)/,
    because: 'of a line of the access log only the status is counted',
  },
  {
    what: /^AWS::ApiGateway(?:V2)?::(?:Method|Integration) .*(?:Re(?:quest|sponse)(?:Parameters|Templates)|(?:Method|Integration)Responses|CacheKeyParameters)/,
    because: 'how requests and answers are put into words: test/services/api-gateway runs the templates',
  },
  {
    what: /Authorizer (?:JwtConfiguration|ProviderARNs)/,
    because: 'the person states the issuer or the user pool',
  },
  { what: /^AWS::AppFlow::Flow Tasks/, because: 'test/services/appflow says which tasks there are' },
  { what: / Code\.(?:S3Key|ZipFile) /, because: 'code is tested by running it' },
  {
    what: /^AWS::(?:IAM::(?:Role|Policy)|Events::Rule|Lambda::EventInvokeConfig) (?:DependsOn|DeletionPolicy|UpdateReplacePolicy) is gone$/,
    because: 'an order of creation that a second deployment mends',
  },
  {
    what: /^AWS::CloudFront::Distribution DistributionConfig\.Origins\[\]\.OriginPath is another$/,
    because: 'the stage of a REST API is cut out of its address by the CDK',
  },
  {
    what: /DeliveryStream .*(?:\.Prefix is another|LogStreamName is another|Processors\[\]\.Parameters is gone)$/,
    because: 'dates after the drawn prefix, which of two streams of a log, and an empty list of parameters',
  },
  { what: /Schedule Target\.SqsParameters is gone$/, because: 'it is empty where the queue is no FIFO queue' },
  {
    what: /ItemProcessor\.States\.\*\.ResultPath is gone$/,
    because: 'the Map around it leaves the answers of its items out',
  },
];

export const isFree = (kind: string): boolean => FREE.some(({ what }) => what.test(kind));
