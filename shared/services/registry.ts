/** The services of this build, in palette order. A new service is one line here. */
import type { Registry } from '#shared/model/service';
import { apiGateway } from './api-gateway/index';
import { appflow } from './appflow/index';
import { client } from './client/index';
import { cloudfront } from './cloudfront/index';
import { dynamodb } from './dynamodb/index';
import { eventbridge } from './eventbridge/index';
import { firehose } from './firehose/index';
import { httpEndpoint } from './http-endpoint/index';
import { kinesis } from './kinesis/index';
import { lambda } from './lambda/index';
import { pipes } from './pipes/index';
import { s3 } from './s3/index';
import { scheduler } from './scheduler/index';
import { sns } from './sns/index';
import { sqs } from './sqs/index';
import { stepFunctions } from './step-functions/index';
import { waf } from './waf/index';

export const services: Registry = [
  client,
  scheduler,
  appflow,
  waf,
  cloudfront,
  apiGateway,
  lambda,
  sqs,
  sns,
  eventbridge,
  pipes,
  stepFunctions,
  kinesis,
  firehose,
  dynamodb,
  s3,
  httpEndpoint,
];
