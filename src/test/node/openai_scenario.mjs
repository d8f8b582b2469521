// SPDX-License-Identifier: Apache-2.0
// What users of the npm package `openai` do, from chats to files; the same as openai_scenario.py.
// Usage: node openai_scenario.mjs BASE_URL MODEL; prints one JSON object.
import OpenAI, { APIError, toFile } from "openai";

const [baseURL, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: "none", maxRetries: 0 });
const question = "Tell me héllo 😀";
const city = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};

async function chat() {
  const ask = { model, messages: [{ role: "user", content: question }] };
  const whole = await client.chat.completions.create(ask);
  const stream = client.chat.completions.stream({ ...ask, stream_options: { include_usage: true } });
  const streamed = await stream.finalChatCompletion();
  return {
    chat: whole.choices[0].message.content,
    chat_stream: streamed.choices[0].message.content,
    chat_usage: whole.usage.total_tokens > 0 && streamed.usage.total_tokens > 0,
  };
}

async function tools() {
  const messages = [{ role: "user", content: "weather" }];
  const ask = {
    model,
    messages,
    tools: [{ type: "function", function: { name: "weather", parameters: city, strict: true } }],
  };
  const message = (await client.chat.completions.create(ask)).choices[0].message;
  const streamed = (await client.chat.completions.stream(ask).finalChatCompletion()).choices[0];
  const call = message.tool_calls[0];
  const answer = await client.chat.completions.create({
    model,
    messages: [...messages, message, { role: "tool", tool_call_id: call.id, content: "sunny" }],
  });
  const fn = streamed.message.tool_calls[0].function;
  return {
    tool: `${call.function.name} ${call.function.arguments}`,
    tool_stream: `${fn.name} ${fn.arguments} ${streamed.finish_reason}`,
    after_tool: answer.choices[0].message.content,
  };
}

async function responses() {
  const whole = await client.responses.create({ model, input: question, instructions: "Be brief" });
  const stream = client.responses.stream({ model, input: question });
  const events = new Set();
  for await (const event of stream) events.add(event.type);
  const streamed = await stream.finalResponse();
  const tool = { type: "function", name: "weather", parameters: city, strict: true };
  const call = (await client.responses.create({ model, input: "weather", tools: [tool] })).output[0];
  const result = { type: "function_call_output", call_id: call.call_id, output: "sunny" };
  const answer = await client.responses.create({ model, input: [call, result] });
  return {
    response: whole.output_text,
    response_usage: whole.usage.total_tokens > 0 && streamed.usage.total_tokens > 0,
    response_instructions: whole.instructions,
    response_stream: streamed.output_text,
    response_events: [...events],
    response_tool: `${call.name} ${call.arguments}`,
    response_after_tool: answer.output_text,
    response_failed: await failed(),
  };
}

async function failed() {
  const events = [];
  for await (const event of await client.responses.create({ model, input: "fail", stream: true })) {
    events.push(event);
  }
  const [error, end] = events.slice(-2);
  return `${error.type}, ${end.type}: ${end.response.error.message}`;
}

async function files() {
  const upload = await toFile(Buffer.from("alpha"), "a.txt");
  const file = await client.files.create({ file: upload, purpose: "user_data", model });
  const listed = [];
  for await (const found of client.files.list({ purpose: "user_data" })) listed.push(found.id);
  return {
    file: `${file.filename} ${file.bytes} ${file.purpose} ${file.status}`,
    file_listed: listed.includes(file.id),
    file_found: (await client.files.retrieve(file.id)).filename,
    file_content: await (await client.files.content(file.id)).text(),
    file_known: (await client.responses.create({ model, input: file.id })).output_text,
    file_deleted: (await client.files.delete(file.id)).deleted,
    file_gone: await statusOf(() => client.files.retrieve(file.id)),
  };
}

async function statusOf(call) {
  try {
    await call();
    return 200;
  } catch (error) {
    if (error instanceof APIError) return error.status;
    throw error;
  }
}

const models = [];
for await (const found of client.models.list()) models.push(found.id);
console.log(
  JSON.stringify({
    ...(await chat()),
    ...(await tools()),
    ...(await responses()),
    ...(await files()),
    model: (await client.models.retrieve(model)).id,
    models: models.includes(model),
    unknown: await statusOf(() => client.responses.create({ model: "nope", input: "hi" })),
  }),
);
