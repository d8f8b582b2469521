// SPDX-License-Identifier: Apache-2.0
// Programs as text.
import { kindOf, plain } from "./schema.js";

const shell = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const javaText = (text) => JSON.stringify(text);

/** JSON as a Python literal. */
function python(value) {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${python(one)}`).join(", ")}}`;
  }
  return JSON.stringify(value);
}

function fileFields(schema) {
  return Object.entries(schema.properties ?? {})
    .filter(([, one]) => ["file", "files"].includes(kindOf(plain(one, {}), {})))
    .map(([name]) => name);
}

function formSnippets(url, example, schema) {
  const files = fileFields(schema);
  const texts = Object.entries(example).map(([name, one]) => [name, typeof one === "string" ? one : JSON.stringify(one)]);
  return {
    curl: [
      `curl ${shell(url)}`,
      ...files.map((name) => `  -F ${shell(`${name}=@document.pdf`)}`),
      ...texts.map(([name, one]) => `  -F ${shell(`${name}=${one}`)}`),
    ].join(" \\\n"),
    Python: `import requests

answer = requests.post(
    ${JSON.stringify(url)},
    files=[${files.map((name) => `(${JSON.stringify(name)}, open("document.pdf", "rb"))`).join(", ")}],
    data=${python(Object.fromEntries(texts))},
)
answer.raise_for_status()
print(answer.json()["result"])`,
    Java: `// Java's own client has no forms; with OkHttp:
var body = new MultipartBody.Builder().setType(MultipartBody.FORM)
${files.map((name) => `    .addFormDataPart(${javaText(name)}, "document.pdf", RequestBody.create(new File("document.pdf"), null))\n`).join("")}${texts.map(([name, one]) => `    .addFormDataPart(${javaText(name)}, ${javaText(one)})\n`).join("")}    .build();
var request = new Request.Builder().url(${javaText(url)}).post(body).build();
try (var answer = new OkHttpClient().newCall(request).execute()) {
  System.out.println(answer.body().string());
}`,
  };
}

export function runSnippets(url, example, request) {
  if (request.isForm) return formSnippets(url, example, request.schema);
  const json = JSON.stringify(example);
  return {
    curl: `curl ${shell(url)} \\\n  -H 'Content-Type: application/json' \\\n  -d ${shell(json)}`,
    Python: `import requests

answer = requests.post(${JSON.stringify(url)}, json=${python(example)})
answer.raise_for_status()
print(answer.json()["result"])`,
    Java: `var request = HttpRequest.newBuilder(URI.create(${javaText(url)}))
    .header("Content-Type", "application/json")
    .POST(HttpRequest.BodyPublishers.ofString(${javaText(json)}))
    .build();
var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
System.out.println(answer.body());`,
  };
}

export function chatSnippets(base, name) {
  const request = { model: name, messages: [{ role: "user", content: "Hello!" }], stream: true };
  return {
    curl: `curl -N ${shell(`${base}/chat/completions`)} \\\n  -H 'Content-Type: application/json' \\\n  -d ${shell(JSON.stringify(request))}`,
    Python: `from openai import OpenAI

client = OpenAI(base_url=${JSON.stringify(base)}, api_key="not-needed")
stream = client.chat.completions.create(
    model=${JSON.stringify(name)}, messages=[{"role": "user", "content": "Hello!"}], stream=True
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)`,
    Java: `var client = OpenAIOkHttpClient.builder().baseUrl(${javaText(base)}).apiKey("not-needed").build();
var request = ChatCompletionCreateParams.builder().model(${javaText(name)}).addUserMessage("Hello!").build();
try (var stream = client.chat().completions().createStreaming(request)) {
  stream.stream()
      .flatMap(chunk -> chunk.choices().stream())
      .flatMap(choice -> choice.delta().content().stream())
      .forEach(System.out::print);
}`,
  };
}
