/** What a tool says of an exported app that AWS does not say. */
/**
 * cdk-preflight reads `.sync` as a set of characters: to it, any integration that ends with one of them is one. And it
 * expects of WebSocket APIs the names of parameters that HTTP APIs have; theirs are integration.request.<where>.<name>
 * (AWS::ApiGatewayV2::Integration, RequestParameters).
 */
export const isFalseAlarm = (finding: string): boolean =>
  /pf-apigwv2-request-parameter-action .*'integration\.request\.(?:header|path)\.[\w-]+' is not/.test(finding) ||
  (finding.includes('pf-sfn-express-unsupported') &&
    !/Resource '[^']+\.(?:sync|waitForTaskToken)(?::2)?'/.test(finding));
