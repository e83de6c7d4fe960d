/** npm packages that generated handlers import, at the versions with which the exports are tested (2026-11). */
export const POWERTOOLS_BATCH = { '@aws-lambda-powertools/batch': '2.35.0' };
export const POWERTOOLS_IDEMPOTENCY = { '@aws-lambda-powertools/idempotency': '2.35.0' };
export const CLIENT_SQS = { '@aws-sdk/client-sqs': '3.1175.0' };
export const CLIENT_SNS = { '@aws-sdk/client-sns': '3.1169.0' };
export const CLIENT_KINESIS = { '@aws-sdk/client-kinesis': '3.1143.0' };
export const CLIENT_FIREHOSE = { '@aws-sdk/client-firehose': '3.1169.0' };
export const CLIENT_LAMBDA = { '@aws-sdk/client-lambda': '3.1164.0' };
export const CLIENT_DYNAMODB = { '@aws-sdk/client-dynamodb': '3.1169.0', '@aws-sdk/lib-dynamodb': '3.1169.0' };
export const CLIENT_EVENTBRIDGE = { '@aws-sdk/client-eventbridge': '3.1169.0' };
export const CLIENT_SFN = { '@aws-sdk/client-sfn': '3.1164.0' };
export const CLIENT_APPFLOW = { '@aws-sdk/client-appflow': '3.1048.0' };
export const CLIENT_S3 = { '@aws-sdk/client-s3': '3.1175.0' };
export const CLIENT_APIGATEWAYMANAGEMENTAPI = { '@aws-sdk/client-apigatewaymanagementapi': '3.1169.0' };
