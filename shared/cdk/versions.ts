/** Versions that an exported app is made for and tested with (2026-11). */
export const VERSIONS = {
  'aws-cdk-lib': '2.276.0',
  constructs: '10.8.1',
  'cdk-nag': '3.0.2',
  'aws-cdk': '~2.1148.1',
  esbuild: '0.28.2',
  prettier: '3.10.1',
  tsx: '4.23.15',
  typescript: '7.0.2',
  vitest: '4.1.12',
  '@types/aws-lambda': '8.10.164',
  '@types/k6': '2.3.0',
  '@types/node': '20.19.43',
} as const;
