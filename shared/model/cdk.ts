/**
 * What services and connection kinds say to the CDK exporter. The exporter orders, names, formats and prints; it knows
 * no service. Statements stand in the constructor of the generated stack, where `this` is the stack.
 */
import type { Code, Properties } from './code';
import type { Account, Connection, Resource } from './graph';

/** Namespace imports of the generated file, module by alias: `{ sqs: 'aws-cdk-lib/aws-sqs' }`. Unused ones are left out. */
export type Imports = Readonly<Record<string, string>>;

/** A `#private` method of the generated stack, or a class beside it, printed once however often it is asked for. */
export interface Helper {
  /** Its name in the code. */
  readonly name: string;
  readonly kind: 'method' | 'class';
  readonly code: Code;
  readonly imports: Imports;
}

/** Something that the drawing cannot know and the person states in bin/app.ts. */
export interface StackSetting {
  readonly name: string;
  readonly type: Code;
  readonly help: string;
  /** Absent where the person must state it. */
  readonly fallback?: Code;
  /** Of stacks of one app only the first to be deployed has it as stated; the others wait for that one and are given this. */
  readonly further?: Code;
  /** Key under which the generated cdk.json holds a value to be replaced. */
  readonly context?: { readonly key: string; readonly example: string };
}

/** A check of the exported template that follows from the drawing: of one construct, or of any resource of a type. */
export type TemplateCheck = {
  /** Of the domain: `billing hides a message for 180 s`. */
  readonly title: string;
  /** In scope: `stack`. A reference is `stack.resolve(stack.billing.queueArn)`. */
  readonly properties: Properties;
} & (
  | { readonly on: Code }
  | {
      readonly type: string;
      /** A construct of the stack that has it, where that may be another than the connection's. */
      readonly of?: Code;
    }
);

/** A cdk-nag rule that does not hold by design, and why. */
export interface NagAcknowledgement {
  /** `AwsSolutions-SQS3`. */
  readonly rule: string;
  readonly reason: string;
  /** The construct that it is said of. */
  readonly on: Code;
}

export interface AlarmCode {
  /** Construct id, one a resource: `Throttles`. */
  readonly id: string;
  /** A metric; `design` is the stack. */
  readonly metric: Code;
  readonly threshold: number;
  readonly comparison: 'above' | 'at least';
  /** Periods of a minute that are looked at, and how many of them must be over the threshold. */
  readonly periods: number;
  readonly datapoints: number;
  /** What it means when it goes off, in the drawing's figures. */
  readonly description: string;
  /** Region of its metric, where that is not the drawing's own: an alarm can only be where its metric is. */
  readonly region?: string;
}

export interface WidgetCode {
  readonly title: string;
  /** Metrics; `design` is the stack. */
  readonly left: readonly Code[];
  readonly right?: readonly Code[];
  /** Horizontal lines on the left axis: the limits. */
  readonly lines?: readonly { readonly value: number; readonly label: string }[];
}

/** A file that the person owns: left as it is once edited. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** TypeScript is formatted by the exporter. */
  readonly format: 'typescript' | 'as is';
}

export interface ResourceCode {
  readonly imports: Imports;
  /** Type of the public member that holds it: `sqs.Queue`. */
  readonly type: Code;
  /** The construct from its properties, those contributed by connections included. */
  create(properties: Properties): Code;
  readonly properties: Properties;
  /** What connections refer to, where it is not the member itself: the alias of a function. */
  readonly target?: { readonly type: Code; readonly create: Code; readonly name: string };
  /** Region of the stack of its own that it stands in, where the stack of the drawing cannot have it. */
  readonly apartIn?: string;
  /** CloudFormation resources that it becomes at least, beside its alarms; 1 where not stated. */
  readonly templateResources?: number;
  /** Statements after it is made. */
  readonly statements?: readonly Code[];
  readonly helpers?: readonly Helper[];
  /**
   * Actions that its role is allowed without any connection; stated by what gets a test that its role may do this and what
   * its connections allow, and nothing else.
   */
  readonly allows?: readonly string[];
  /** What it gives to its own code, beside what connections give. */
  readonly environment?: readonly EnvironmentVariable[];
  readonly settings?: readonly StackSetting[];
  readonly checks?: readonly TemplateCheck[];
  readonly acknowledgements?: readonly NagAcknowledgement[];
  readonly alarms?: readonly AlarmCode[];
  readonly widgets?: readonly WidgetCode[];
  /** AWS would refuse it: the export stops. A sentence as a finding has it. */
  readonly impossible?: string;
  /** Things that are left for the person to do. */
  readonly notes?: readonly string[];
  /** Source files, made from what connections bring to it and take from it. */
  files?(parts: HandlerParts): readonly SourceFile[];
  /** npm packages that the source files need at run time, with versions. */
  packages?(parts: HandlerParts): Readonly<Record<string, string>>;
}

/** An environment variable that a connection gives to the code of a resource. */
export interface EnvironmentVariable {
  readonly resource: string;
  /** `BILLING_QUEUE_URL`. */
  readonly name: string;
  /** Property in src/generated/env.ts: `billingQueueUrl`. */
  readonly property: string;
  /** `URL of billing`. */
  readonly means: string;
  /** What it holds, for a test: `stack.resolve(stack.billing.queueUrl)`. Absent where a test cannot name it. */
  readonly value?: Code;
}

/** A construct that mentions another one. References in a circle cannot be deployed. */
export interface Reference {
  /** Resource whose construct mentions `target`. */
  readonly holder: string;
  readonly target: string;
  /**
   * `property` must be known when the construct is made. `environment` and `policy` may come after; a policy may also
   * stand apart from the construct. What mentions it `beside` the holder makes nothing wait but the holder’s stack: the
   * policy of a queue that names a topic.
   */
  readonly by: 'property' | 'environment' | 'policy' | 'beside';
}

export interface Allowed {
  /** By its id. */
  readonly resource: string;
  readonly actions: readonly string[];
}

/** A task of a workflow that waits until the code of a resource sends its token back. */
export interface TaskAnswer {
  /** By its id. */
  readonly resource: string;
  /** Whether the task may come in the detail of an event, which whoever brings it leaves as it is. */
  readonly isInDetail: boolean;
  /** Seconds without a sign of life after which the task fails; undefined where none is asked for. */
  readonly heartbeat: number | undefined;
}

export interface ConnectionCode {
  readonly imports?: Imports;
  /** Statements after all resources. */
  readonly statements?: readonly Code[];
  /**
   * The end in whose stack the statements and checks stand where the ends are in two: the one whose stack refers to the
   * other. `from` where not stated, and the other end where this one becomes no construct.
   */
  readonly standsWith?: 'from' | 'to';
  /** Alarms and graphs of what the connection has in a stack apart from the resource that it begins at. */
  readonly alarms?: readonly AlarmCode[];
  readonly widgets?: readonly WidgetCode[];
  /** Properties for the construct of one of the ends, by resource id. */
  readonly properties?: Readonly<Record<string, Properties>>;
  readonly references?: readonly Reference[];
  readonly environment?: readonly EnvironmentVariable[];
  /** What its statements allow the role of a resource that says what it `allows` of itself, or the roles of several. */
  readonly allows?: Allowed | readonly Allowed[];
  readonly helpers?: readonly Helper[];
  readonly settings?: readonly StackSetting[];
  readonly checks?: readonly TemplateCheck[];
  readonly acknowledgements?: readonly NagAcknowledgement[];
  /** Connection whose statements cover this one too. */
  readonly coveredBy?: string;
  /** AWS would refuse it, or it cannot be deployed: the export stops. A sentence as a finding has it. */
  readonly impossible?: string;
  readonly notes?: readonly string[];
  /** How the code of the receiving resource is invoked. */
  readonly invocation?: InvocationCode;
  /** Where this is a task with a token: whose code answers it. */
  readonly answeredBy?: readonly TaskAnswer[];
  /** What the code of the sending resource does. */
  readonly call?: CallCode;
  /** The request that this integration answers. */
  readonly request?: RequestCode;
  /** The load that this client brings, where a load test can make it. */
  readonly load?: LoadCode;
}

export type Language = 'typescript' | 'python';

/** Names by module; types apart. */
export interface ModuleImports {
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly types?: Readonly<Record<string, readonly string[]>>;
}

/** Code that handles events of one form. */
export interface HandlerCode {
  readonly imports: ModuleImports;
  /** Function of the event and, where it takes it, the context. */
  readonly name: string;
  readonly takesContext?: boolean;
  readonly declarations: Code;
  /** Declarations that other handlers of the file may have in common with it. */
  readonly common?: readonly Code[];
  readonly eventType: Code;
  /** What tells its events from those of other forms; absent for a form that takes whatever is left. */
  readonly guard?: Code;
  /** Its events have what tells others' from the rest too: it is looked for before them. */
  readonly comesFirst?: true;
}

export interface InvocationCode {
  /** Connections of one form are handled by the same code: `queue-batch`. */
  readonly form: string;
  /** npm packages by version. */
  readonly packages?: Readonly<Record<string, string>>;
  handler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode;
}

/** A request that gets through to what is behind an API: `POST /orders`. */
export interface RequestCode {
  readonly method: string;
  readonly path: string;
  /** Of the API’s requests. */
  readonly share: number;
  /** Headers that each carry a key: a message group, a partition key. */
  readonly keyHeaders?: readonly string[];
  /** Where the identity of one of so many callers is looked for. */
  readonly identity?: { readonly source: 'header' | 'query'; readonly name: string; readonly callers: number };
}

/** What a client asks of an API over plain HTTP, for a load test. */
export interface LoadCode {
  /** Fresh requests as drawn, before any retry. */
  readonly perSecond: number;
  readonly bodyBytes: number;
  readonly timeoutSeconds: number;
  readonly needsApiKey: boolean;
}

/** What a handler does with each piece of work. */
export interface WorkCode {
  /** Whether the calls look at their `id`. */
  readonly needsId: boolean;
  readonly isIdempotent: boolean;
  /** What the calls have come back with, as properties of an answer of the handler's own; each must be looked at. */
  readonly answers: readonly Code[];
  /** A look at them, for handlers that answer nobody. */
  readonly shows: Code;
  /**
   * Calls that the drawing has the code make, with `message` as the argument.
   * @param id what tells this piece of work from all others, and is the same when it comes again
   */
  calls(id: Code): Code;
  /** Where a table keeps the keys of work that is done: the calls for a piece of work with this id, unless it is known. */
  once?(id: Code): Code;
}

export interface CallCode {
  readonly packages?: Readonly<Record<string, string>>;
  code(language: Language): {
    readonly imports: ModuleImports;
    /** Clients, shared by the calls of a file when equal. */
    readonly setup: readonly Code[];
    readonly declarations: Code;
    /** The call, with `message` in scope, and where it `needsId` what tells this piece of work from others. */
    readonly call: Code;
    readonly needsId?: boolean;
    /** What the call has come back with, as a property of an answer of the handler's own. */
    readonly answer?: Code;
    /** It changes nothing, and comes before what does. */
    readonly reads?: boolean;
  };
}

/** What connections bring to the code of a resource and take from it. */
export interface HandlerParts {
  readonly invocations: readonly { readonly connection: Connection; readonly code: InvocationCode }[];
  readonly calls: readonly { readonly connection: Connection; readonly code: CallCode }[];
  /** Tasks of workflows that its code answers. */
  readonly tasks: readonly { readonly connection: Connection; readonly answer: TaskAnswer }[];
  readonly environment: readonly EnvironmentVariable[];
}

/** The evaluation's figures that alarms and comments speak of. */
export interface EmitFigures {
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly offeredPerSecond: number;
        readonly completedPerSecond: number;
        readonly failedPerSecond: number;
        readonly latencySeconds: number;
        readonly limits: readonly {
          readonly id: string;
          readonly title: string;
          readonly used: number;
          readonly limit: number;
          readonly connection?: string;
        }[];
      }
    >
  >;
}

/**
 * `none`: refer to the other construct. `apart`: both are in one circle of references, so that a policy must stand
 * apart from the construct. `by name`: and the other one must be referred to by a name that is known beforehand.
 */
export type CircleBreak = 'none' | 'apart' | 'by name';

export interface EmitContext {
  readonly account: Account;
  /** Undefined where no evaluation is given. */
  readonly figures: EmitFigures | undefined;
  /** Member of the stack: `createOrder`. Follows the frozen id, never the name. */
  member(resource: Resource): string;
  /** `this.createOrder`, or what the service gives as its target. */
  target(resource: Resource): Code;
  /** `CreateOrder`. */
  constructId(resource: Resource): string;
  /** Folder of its source files: `create-order`. */
  folder(resource: Resource): string;
  /** `CREATE_ORDER`, for environment variables. */
  variable(resource: Resource): string;
  circle(connection: Connection): CircleBreak;
  /** Whether both stand in one stack. What becomes no construct stands in any. */
  together(one: Resource, other: Resource): boolean;
}
