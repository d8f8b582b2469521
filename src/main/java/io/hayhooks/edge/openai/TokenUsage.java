// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;

/**
 * What was used, in the words of each of OpenAI's APIs. Pipelines report what their model said,
 * which may be in the words of the other one.
 */
final class TokenUsage {
  private static final String PROMPT = "prompt_tokens";
  private static final String COMPLETION = "completion_tokens";
  private static final String INPUT = "input_tokens";
  private static final String OUTPUT = "output_tokens";
  private static final String TOTAL = "total_tokens";
  private static final String DETAILS = "_details";

  private TokenUsage() {}

  /** In a chat completion's words. */
  static ObjectNode ofChat(ObjectNode reported) {
    if (reported.has(PROMPT) || !reported.has(INPUT)) {
      return reported;
    }
    ObjectNode usage = chat(reported.path(INPUT).asInt(), reported.path(OUTPUT).asInt());
    move(reported, INPUT + DETAILS, usage, PROMPT + DETAILS);
    move(reported, OUTPUT + DETAILS, usage, COMPLETION + DETAILS);
    return usage;
  }

  /** Counted tokens, in a chat completion's words. */
  static ObjectNode chat(int prompt, int completion) {
    ObjectNode usage = Json.MAPPER.createObjectNode();
    return usage.put(PROMPT, prompt).put(COMPLETION, completion).put(TOTAL, prompt + completion);
  }

  /** In a response's words, with the details that clients expect. */
  static ObjectNode ofResponse(ObjectNode reported) {
    boolean chat = reported.has(PROMPT);
    ObjectNode usage =
        response(
            reported.path(chat ? PROMPT : INPUT).asInt(),
            reported.path(chat ? COMPLETION : OUTPUT).asInt());
    move(reported, (chat ? PROMPT : INPUT) + DETAILS, usage, INPUT + DETAILS);
    move(reported, (chat ? COMPLETION : OUTPUT) + DETAILS, usage, OUTPUT + DETAILS);
    return usage;
  }

  /** Counted tokens, in a response's words. */
  static ObjectNode response(int input, int output) {
    ObjectNode usage = Json.MAPPER.createObjectNode();
    usage.put(INPUT, input).putObject(INPUT + DETAILS).put("cached_tokens", 0);
    usage.put(OUTPUT, output).putObject(OUTPUT + DETAILS).put("reasoning_tokens", 0);
    return usage.put(TOTAL, input + output);
  }

  private static void move(ObjectNode from, String name, ObjectNode to, String newName) {
    JsonNode value = from.path(name);
    if (value.isObject()) {
      to.set(newName, value);
    }
  }
}
