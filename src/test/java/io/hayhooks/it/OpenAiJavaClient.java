// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonObject;
import com.openai.core.JsonString;
import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileListParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What users of OpenAI's client for Java do; the same as {@code openai_scenario.py}. */
final class OpenAiJavaClient {
  private static final String QUESTION = "Tell me héllo 😀";
  private static final Map<String, Object> CITY =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of("city", Map.of("type", "string")),
          "required",
          List.of("city"),
          "additionalProperties",
          false);

  private final OpenAIClient client;
  private final String model;
  private final Map<String, Object> answers = new LinkedHashMap<>();

  private OpenAiJavaClient(OpenAIClient client, String model) {
    this.client = client;
    this.model = model;
  }

  static Map<String, Object> run(String baseUrl, String model) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("none").maxRetries(0).build();
    try {
      OpenAiJavaClient scenario = new OpenAiJavaClient(client, model);
      scenario.chat();
      scenario.tools();
      scenario.responses();
      scenario.files();
      scenario.models();
      return scenario.answers;
    } finally {
      client.close();
    }
  }

  private ChatCompletionCreateParams.Builder ask(String question) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage(question);
  }

  private ChatCompletion streamed(ChatCompletionCreateParams params) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(accumulator::accumulate);
    }
    return accumulator.chatCompletion();
  }

  private void chat() {
    ChatCompletion whole = client.chat().completions().create(ask(QUESTION).build());
    ChatCompletion streamed =
        streamed(
            ask(QUESTION)
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());
    answers.put("chat", whole.choices().get(0).message().content().orElseThrow());
    answers.put("chat_stream", streamed.choices().get(0).message().content().orElseThrow());
    answers.put(
        "chat_usage",
        whole.usage().orElseThrow().totalTokens() > 0
            && streamed.usage().orElseThrow().totalTokens() > 0);
  }

  private void tools() {
    FunctionParameters.Builder parameters = FunctionParameters.builder();
    CITY.forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
    FunctionDefinition weather =
        FunctionDefinition.builder().name("weather").parameters(parameters.build()).build();
    ChatCompletionCreateParams ask = ask("weather").addFunctionTool(weather).build();
    ChatCompletionMessage message =
        client.chat().completions().create(ask).choices().get(0).message();
    ChatCompletion.Choice streamed = streamed(ask).choices().get(0);
    ChatCompletionMessageFunctionToolCall call =
        message.toolCalls().orElseThrow().get(0).asFunction();
    ChatCompletionMessageFunctionToolCall.Function again =
        streamed.message().toolCalls().orElseThrow().get(0).asFunction().function();
    ChatCompletion answer =
        client
            .chat()
            .completions()
            .create(
                ask("weather")
                    .addMessage(message)
                    .addMessage(
                        ChatCompletionToolMessageParam.builder()
                            .toolCallId(call.id())
                            .content("sunny")
                            .build())
                    .build());
    answers.put("tool", call.function().name() + " " + call.function().arguments());
    answers.put(
        "tool_stream",
        again.name() + " " + again.arguments() + " " + streamed.finishReason().asString());
    answers.put("after_tool", answer.choices().get(0).message().content().orElseThrow());
  }

  private ResponseCreateParams.Builder respond() {
    return ResponseCreateParams.builder().model(model);
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText().text())
        .reduce("", String::concat);
  }

  private void responses() {
    Response whole =
        client.responses().create(respond().input(QUESTION).instructions("Be brief").build());
    ResponseAccumulator accumulator = ResponseAccumulator.create();
    Set<String> events = new LinkedHashSet<>();
    for (ResponseStreamEvent event : events(QUESTION)) {
      events.add(type(event));
      accumulator.accumulate(event);
    }
    Response streamed = accumulator.response();
    answers.put("response", text(whole));
    answers.put(
        "response_usage",
        whole.usage().orElseThrow().totalTokens() > 0
            && streamed.usage().orElseThrow().totalTokens() > 0);
    answers.put("response_instructions", whole.instructions().orElseThrow().asString());
    answers.put("response_stream", text(streamed));
    answers.put("response_events", List.copyOf(events));
    responseTools();
    List<ResponseStreamEvent> failed = events("fail");
    ResponseStreamEvent end = failed.get(failed.size() - 1);
    answers.put(
        "response_failed",
        "%s, %s: %s"
            .formatted(
                type(failed.get(failed.size() - 2)),
                type(end),
                end.asFailed().response().error().orElseThrow().message()));
  }

  private void responseTools() {
    FunctionTool.Parameters.Builder parameters = FunctionTool.Parameters.builder();
    CITY.forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
    FunctionTool weather =
        FunctionTool.builder().name("weather").parameters(parameters.build()).strict(true).build();
    ResponseFunctionToolCall call =
        client
            .responses()
            .create(respond().input("weather").addTool(weather).build())
            .output()
            .get(0)
            .asFunctionCall();
    ResponseInputItem result =
        ResponseInputItem.ofFunctionCallOutput(
            ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output("sunny")
                .build());
    answers.put("response_tool", call.name() + " " + call.arguments());
    answers.put(
        "response_after_tool",
        text(
            client
                .responses()
                .create(
                    respond()
                        .inputOfResponse(List.of(ResponseInputItem.ofFunctionCall(call), result))
                        .build())));
  }

  private List<ResponseStreamEvent> events(String question) {
    List<ResponseStreamEvent> events = new ArrayList<>();
    try (StreamResponse<ResponseStreamEvent> stream =
        client.responses().createStreaming(respond().input(question).build())) {
      stream.stream().forEach(events::add);
    }
    return events;
  }

  private static String type(ResponseStreamEvent event) {
    JsonObject fields = (JsonObject) event._json().orElseThrow();
    return ((JsonString) fields.values().get("type")).value();
  }

  private void files() {
    FileObject file =
        client
            .files()
            .create(
                FileCreateParams.builder()
                    .file(
                        MultipartField.<InputStream>builder()
                            .value(
                                new ByteArrayInputStream("alpha".getBytes(StandardCharsets.UTF_8)))
                            .filename("a.txt")
                            .build())
                    .purpose(FilePurpose.USER_DATA)
                    .putAdditionalBodyProperty("model", JsonValue.from(model))
                    .build());
    answers.put(
        "file",
        "%s %d %s %s"
            .formatted(file.filename(), file.bytes(), file.purpose().asString(), status(file)));
    answers.put(
        "file_listed",
        client
            .files()
            .list(FileListParams.builder().purpose("user_data").build())
            .autoPager()
            .stream()
            .anyMatch(found -> found.id().equals(file.id())));
    answers.put("file_found", client.files().retrieve(file.id()).filename());
    try (HttpResponse content = client.files().content(file.id())) {
      answers.put(
          "file_content", new String(content.body().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers.put("file_known", text(client.responses().create(respond().input(file.id()).build())));
    answers.put("file_deleted", client.files().delete(file.id()).deleted());
    answers.put("file_gone", statusOf(() -> client.files().retrieve(file.id())));
  }

  @SuppressWarnings("deprecation") // OpenAI deprecates the field and still sends it
  private static String status(FileObject file) {
    return file.status().asString();
  }

  private void models() {
    answers.put("model", client.models().retrieve(model).id());
    answers.put(
        "models",
        client.models().list().autoPager().stream().anyMatch(found -> found.id().equals(model)));
    answers.put(
        "unknown",
        statusOf(
            () ->
                client
                    .responses()
                    .create(ResponseCreateParams.builder().model("nope").input("hi").build())));
  }

  private static int statusOf(Runnable call) {
    try {
      call.run();
      return 200;
    } catch (OpenAIServiceException e) {
      return e.statusCode();
    }
  }
}
