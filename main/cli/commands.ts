/** All commands, in the order in which the help lists them. */
import { STACK_CHOICES } from '#shared/cdk/stack-choice';
import { exampleIds } from '#shared/examples/gallery';
import type { CommandSpec, OptionSpec } from './command';
import { FAIL_ON } from './fail-on';

const format = (...more: readonly string[]): OptionSpec => ({
  value: 'FORMAT',
  choices: ['text', 'json', ...more],
  help: 'text for people (default), the others for programs',
});

const load: OptionSpec = {
  value: 'LOAD',
  help: 'a factor of the load as drawn (2, 2x, 150%) or a total rate of its entries (1200/s)',
};
const region: OptionSpec = { value: 'REGION', help: 'assess it in this Region instead of the project’s' };
const out: OptionSpec = { value: 'FILE', help: 'write it there instead of printing it' };
const quotas: OptionSpec = {
  value: 'FILE',
  help: 'the account’s quotas, as aws service-quotas list-service-quotas prints them',
};
const prices: OptionSpec = { value: 'FILE', help: 'price it by a file that prices refresh wrote' };
const freeTier: OptionSpec = { help: 'count the free tier' };
const failOn: OptionSpec = {
  value: 'SEVERITY',
  choices: FAIL_ON,
  help: 'exit with status 1 from this severity on (default error); acknowledged findings do not count',
};

export const commands: readonly CommandSpec[] = [
  {
    name: 'evaluate',
    operands: 'FILE',
    fewest: 1,
    most: 1,
    summary: 'Say at what load the design spills, where the excess goes, what is wrong and what it costs',
    options: {
      load,
      region,
      quotas,
      prices,
      'free-tier': freeTier,
      format: format('csv', 'markdown'),
      'fail-on': failOn,
    },
    load: async () => (await import('./evaluate')).evaluateCommand,
  },
  {
    name: 'simulate',
    operands: 'FILE',
    fewest: 1,
    most: 1,
    summary: 'Run the design request by request over time, several times, and say what happened with its confidence',
    details:
      'Without --scenario the load is the one as drawn, for 10 minutes. :launch-day, :flash-sale, :batch-upload,\n:partner-outage, :kick-test and :day fit every design. Same file, options and seed: same figures, however\nmany processors there are. Status 1 where a run had to stop early.',
    options: {
      scenario: {
        value: 'ID',
        help: 'a scenario of the file, or one that fits every design: load over time, duration, seed, failures',
      },
      seed: { value: 'N', help: 'a whole number from 0 to 4294967295' },
      duration: { value: 'TIME', help: 'simulated time: 90s, 10m, 2h' },
      replications: { value: 'N', help: 'runs from 1 to 100 (default 5); intervals need two' },
      load,
      region,
      format: format('csv'),
    },
    load: async () => (await import('./simulate')).simulateCommand,
  },
  {
    name: 'check',
    operands: 'FILE',
    fewest: 1,
    most: 1,
    summary: 'Say what is wrong with the design, and whether the assertions in its file hold',
    details: 'Assertions are judged at the load that each of them names, whatever --load says.',
    options: {
      load,
      region,
      quotas,
      prices,
      'free-tier': freeTier,
      format: format('sarif', 'junit'),
      'fail-on': failOn,
    },
    load: async () => (await import('./check')).checkCommand,
  },
  {
    name: 'cost',
    operands: 'FILE',
    fewest: 1,
    most: 1,
    summary: 'Price a month of the design, line by line',
    options: { load, region, prices, 'free-tier': freeTier, format: format('csv', 'markdown') },
    load: async () => (await import('./cost')).costCommand,
  },
  {
    name: 'diff',
    operands: 'A B',
    fewest: 2,
    most: 2,
    summary: 'Say what changed from design A to design B, and what becomes of its load, latency, cost and findings',
    details:
      'One of the two may be -, so that a file can be held against its committed state:\n  git show HEAD:shop.spillway | spillway diff - shop.spillway\nStatus 1 where a finding at or above --fail-on appeared or an assertion broke; moved resources alone are no change.',
    options: { load, region, 'free-tier': freeTier, format: format('markdown'), 'fail-on': failOn },
    load: async () => (await import('./diff')).diffCommand,
  },
  {
    name: 'fmt',
    operands: 'FILE…',
    fewest: 1,
    summary: 'Rewrite projects in their canonical form, and name those that changed',
    options: { check: { help: 'write nothing; exit with status 1 where a file is not canonical' } },
    load: async () => (await import('./fmt')).fmtCommand,
  },
  {
    name: 'new',
    operands: 'NAME',
    fewest: 1,
    most: 1,
    summary: 'Write NAME.spillway, empty or from an example; never over a file that is there',
    options: {
      example: {
        value: 'EXAMPLE',
        help: `one of ${exampleIds.join(', ')}`,
      },
      region: { value: 'REGION', help: 'the Region that the design runs in' },
    },
    load: async () => (await import('./new')).newCommand,
  },
  {
    name: 'rules',
    operands: '[ID]',
    fewest: 0,
    most: 1,
    summary: 'List the rules, those of a service (sqs), or explain one (sqs/failed-messages-are-kept)',
    options: {
      lesson: {
        value: 'LESSON',
        help: 'tell a lesson instead, or all: what is taught, what is true today, and the rules that check it',
      },
      format: format('csv', 'markdown'),
    },
    load: async () => (await import('./rules')).rulesCommand,
  },
  {
    name: 'prices refresh',
    operands: 'FILE…',
    fewest: 1,
    summary: 'Hold AWS’s public price files against the prices of a Region, and say what changed',
    details:
      'A FILE is an index.json of AWS’s price list, which anybody can fetch:\n  https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AWSLambda/current/us-east-1/index.json\nand the same for AmazonApiGateway, AWSQueueService, AmazonSNS, AmazonKinesis and so on. Spillway itself asks no\nnetwork. Where none or several products fit a meter it keeps its price, and the status is 1. What --out writes,\nother commands take as --prices.',
    options: {
      region: { value: 'REGION', help: 'the Region that the files are of (default us-east-1)' },
      out: { value: 'FILE', help: 'write the Region’s prices as they are now' },
      format: format(),
    },
    load: async () => (await import('./prices-refresh')).pricesRefreshCommand,
  },
  {
    name: 'schema',
    operands: '[project|evaluation|check|diff]',
    fewest: 0,
    most: 1,
    summary: 'Print the JSON Schema of the project file, or of what a command prints as JSON',
    options: {},
    load: async () => (await import('./schema')).schemaCommand,
  },
  {
    name: 'export cdk',
    operands: 'FILE',
    fewest: 1,
    most: 1,
    summary: 'Write the design as a CDK app in TypeScript',
    details:
      'Files that are yours are renewed until you edit them, and left as they are from then on. Generated files are renewed\ntoo, unless one was edited by hand: then nothing is written, the difference is shown, and the status is 1. An error of\nthe design stops the export; a load that spills does not.',
    options: {
      out: { value: 'DIR', help: 'the folder of the app; it may hold an earlier export' },
      'on-edited': {
        value: 'ACT',
        choices: ['stop', 'beside', 'overwrite'],
        help: 'about generated files that were edited: stop (default), write FILE.new beside, or overwrite',
      },
      stacks: {
        value: 'HOW',
        choices: STACK_CHOICES,
        help: 'one stack (default), each group a stack, or the same with groups in a circle joined; kept with the folder',
      },
      'dry-run': { help: 'write nothing, only say what would be written' },
      force: { help: 'export although errors stand that AWS would refuse or that lose data' },
      load,
      region,
      'free-tier': freeTier,
      format: format(),
    },
    load: async () => (await import('./export-cdk')).exportCdkCommand,
  },
  {
    name: 'export cloudformation',
    operands: 'FILE',
    fewest: 1,
    most: 1,
    summary:
      'Write the CloudFormation template that the exported CDK app synthesises to, or one for each of its stacks',
    details:
      'Runs the exported app in a folder of its own, with the CDK that is installed where the command runs (the folder of\nan exported app after npm install, for example). Functions are not bundled: deploy with the CDK. With --stacks groups,\n--out names a folder that gets NAME.template.json for each stack; what a stack refers to in another it reads from the\noutputs of that one (Fn::GetStackOutput), by its name. A distribution whose app is outside us-east-1 has its\nweb ACL and its alarms in stacks of their own there, which are named.',
    options: {
      stacks: {
        value: 'HOW',
        choices: STACK_CHOICES,
        help: 'one stack (default), each group a stack, or the same with groups in a circle joined',
      },
      stack: { value: 'NAME', help: 'the template of this stack alone' },
      out: {
        value: 'PATH',
        help: 'the file for a template, or the folder for several; without it a template is printed',
      },
      force: { help: 'export although errors stand that AWS would refuse or that lose data' },
      load,
      region,
    },
    load: async () => (await import('./export-cloudformation')).exportCloudFormationCommand,
  },
  {
    name: 'export svg',
    operands: 'FILE',
    fewest: 1,
    most: 1,
    summary: 'Draw the design with its figures as an SVG picture, which opens again in Spillway',
    options: {
      out,
      theme: { value: 'THEME', choices: ['light', 'dark'], help: 'colours of the picture (default light)' },
      load,
      region,
      'free-tier': freeTier,
    },
    load: async () => (await import('./export-picture')).exportSvgCommand,
  },
  {
    name: 'export markdown',
    operands: 'FILE',
    fewest: 1,
    most: 1,
    summary: 'Write a report as Markdown: drawing, limits, overflow, findings, bill, sources',
    options: { out, load, region, 'free-tier': freeTier },
    load: async () => (await import('./export-picture')).exportMarkdownCommand,
  },
  {
    name: 'export html',
    operands: 'FILE',
    fewest: 1,
    most: 1,
    summary: 'Write the same report as one HTML file with the picture inside',
    options: { out, load, region, 'free-tier': freeTier },
    load: async () => (await import('./export-picture')).exportHtmlCommand,
  },
  {
    name: 'export mermaid',
    operands: 'FILE',
    fewest: 1,
    most: 1,
    summary: 'Print the drawing as a Mermaid flowchart, for Markdown',
    options: {},
    load: async () => (await import('./export-mermaid')).exportMermaidCommand,
  },
];
