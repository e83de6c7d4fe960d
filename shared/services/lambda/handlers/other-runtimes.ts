/** Handlers for runtimes whose code is compiled: they take the event, say what it may be, and report that all of it is done. */
import type { HandlerParts, SourceFile } from '#shared/model/cdk';
import { timeInWords } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import type { FunctionConfig } from '../config';
import { heartbeatOf } from './heartbeats';

export function builtFiles(
  fn: Resource<FunctionConfig>,
  { invocations, calls, tasks, environment }: HandlerParts,
  folder: string,
): readonly SourceFile[] {
  const heartbeat = heartbeatOf(tasks);
  const lines = [
    ...invocations.map(({ connection }) => `${connection.from.resource.name} invokes it: ${connection.kind.summary}`),
    ...calls.map(({ connection }) => `It calls ${connection.to.resource.name}: ${connection.kind.summary}`),
    ...[...new Set(tasks.map(({ connection }) => connection.from.resource.name))].map(
      (name) =>
        `It answers tasks of ${name}: SendTaskSuccess with the taskToken of the event and an output, or SendTaskFailure.`,
    ),
    ...(heartbeat
      ? [
          `A task fails ${timeInWords(heartbeat.longestSilence)} after its last sign of life: SendTaskHeartbeat is one, every ${timeInWords(heartbeat.every)}.`,
        ]
      : []),
    ...environment.map(({ name, means }) => `${name}: ${means}.`),
  ];
  const reports = invocations.some(({ connection }) => connection.config['reportBatchItemFailures'] === true);
  const answer = reports ? '{"batchItemFailures": []}' : '{}';
  const file = (name: string, text: string): SourceFile => ({ path: `${folder}/${name}`, text, format: 'as is' });
  switch (fn.config.runtime) {
    case 'java21':
      return [file('pom.xml', POM), file('src/main/java/Handler.java', java(fn.name, lines, answer))];
    case 'dotnet8':
      return [file('Function.csproj', PROJECT), file('Handler.cs', csharp(fn.name, lines, answer))];
    default:
      return [file('bootstrap', bootstrap(fn.name, lines, answer))];
  }
}

const YOURS = 'your code. Spillway wrote it from the drawing; once you edit it, exports leave it as it is.';

const java = (
  name: string,
  lines: readonly string[],
  answer: string,
): string => `import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * ${name}: ${YOURS}
${lines.map((line) => ` * ${line}`).join('\n')}
 */
public final class Handler implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        context.getLogger().log("event of " + event.length() + " characters");
        output.write(${JSON.stringify(answer)}.getBytes(StandardCharsets.UTF_8));
    }
}
`;

const POM = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>handlers</groupId>
  <artifactId>function</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>21</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>com.amazonaws</groupId>
      <artifactId>aws-lambda-java-core</artifactId>
      <version>1.2.3</version>
    </dependency>
  </dependencies>
  <build>
    <finalName>function</finalName>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-shade-plugin</artifactId>
        <version>3.6.0</version>
        <executions>
          <execution>
            <phase>package</phase>
            <goals><goal>shade</goal></goals>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
`;

const csharp = (name: string, lines: readonly string[], answer: string): string => `using System.IO;
using System.Text;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Function;

/// <summary>
/// ${name}: ${YOURS}
${lines.map((line) => `/// ${line}`).join('\n')}
/// </summary>
public sealed class Handler
{
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        using var reader = new StreamReader(input, Encoding.UTF8);
        var received = await reader.ReadToEndAsync();
        context.Logger.LogInformation($"event of {received.Length} characters");
        return new MemoryStream(Encoding.UTF8.GetBytes(${JSON.stringify(answer)}));
    }
}
`;

const PROJECT = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <Nullable>enable</Nullable>
    <AssemblyName>Function</AssemblyName>
    <GenerateRuntimeConfigurationFiles>true</GenerateRuntimeConfigurationFiles>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Amazon.Lambda.Core" Version="2.3.0" />
  </ItemGroup>
</Project>
`;

const bootstrap = (name: string, lines: readonly string[], answer: string): string => `#!/bin/sh
# ${name}: ${YOURS}
${lines.map((line) => `# ${line}`).join('\n')}
# A custom runtime: it asks the runtime interface for the next event and answers it.
set -eu
api="http://\${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation"
while true; do
  headers="$(mktemp)"
  event="$(curl -sS -L -D "$headers" "$api/next")"
  request="$(grep -i '^lambda-runtime-aws-request-id' "$headers" | tr -d '[:space:]' | cut -d: -f2)"
  rm -f "$headers"
  echo "event of \${#event} characters" >&2
  curl -sS -X POST "$api/$request/response" -d '${answer}' >/dev/null
done
`;
