// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.a2a.RpcException.Violation;
import io.hayhooks.task.Message;
import io.hayhooks.task.Role;
import io.hayhooks.task.TaskJson;
import io.hayhooks.task.TaskQuery;
import io.hayhooks.task.TaskState;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads parameters in the form of 1.0, and says what is wrong with them. */
record Params(ObjectNode tree) {
  private static final int PAGE_SIZE = 50;
  private static final int LARGEST_PAGE = 100;
  private static final String MESSAGE = "message";

  Params {
    requireNonNull(tree, "tree is null");
  }

  /** A text that must be there, by its name in JSON and the one in violations. */
  String text(String name, String told) {
    return optionalText(name)
        .orElseThrow(() -> RpcException.invalid(List.of(Violation.required(told))));
  }

  /** A text that may be absent; an empty one is. */
  Optional<String> optionalText(String name) {
    JsonNode value = tree.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrong("%s must be a string".formatted(name));
    }
    return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
  }

  boolean flag(String name) {
    return tree.path(name).asBoolean(false);
  }

  /** What a message says beside itself; empty when it says nothing. */
  Params configuration() {
    return object("configuration");
  }

  /** An object that may be absent; then it is empty. */
  Params object(String name) {
    return new Params(
        tree.path(name) instanceof ObjectNode given ? given : TaskJson.MAPPER.createObjectNode());
  }

  Message message() {
    if (!tree.hasNonNull(MESSAGE)) {
      throw RpcException.invalid(List.of(Violation.required(MESSAGE)));
    }
    try {
      return checked(TaskJson.MAPPER.treeToValue(tree.get(MESSAGE), Message.class));
    } catch (JsonMappingException e) {
      throw wrong("%s has the wrong type".formatted(path(e)));
    } catch (JsonProcessingException e) {
      throw wrong(e.getOriginalMessage());
    }
  }

  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder(MESSAGE);
    for (JsonMappingException.Reference step : failure.getPath()) {
      path.append(
          step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
    }
    return path.toString();
  }

  private static Message checked(Message message) {
    List<Violation> violations = new ArrayList<>();
    if (message.messageId() == null || message.messageId().isEmpty()) {
      violations.add(Violation.required("message.message_id"));
    }
    if (message.role() == null) {
      violations.add(Violation.required("message.role"));
    }
    if (message.parts().isEmpty()) {
      violations.add(new Violation("message.parts", "Field must contain at least one element."));
    }
    if (!violations.isEmpty()) {
      throw RpcException.invalid(violations);
    }
    if (message.role() != Role.USER) {
      throw new RpcException(RpcError.INVALID_PARAMS, "Message must be from a user");
    }
    return message;
  }

  Optional<Integer> historyLength() {
    Optional<Integer> length = number("historyLength");
    if (length.isPresent() && length.get() < 0) {
      throw new RpcException(RpcError.INVALID_PARAMS, "history length must be non-negative");
    }
    return length;
  }

  TaskQuery query() {
    return new TaskQuery(
        optionalText("contextId"),
        optionalText("status").flatMap(label -> Optional.ofNullable(TaskState.of(label))),
        optionalText("statusTimestampAfter").map(Params::time).map(OffsetDateTime::toInstant),
        pageSize(),
        optionalText("pageToken"),
        historyLength(),
        flag("includeArtifacts"));
  }

  int pageSize() {
    int size = number("pageSize").orElse(PAGE_SIZE);
    if (size < 1) {
      throw new RpcException(RpcError.INVALID_PARAMS, "minimum page size is 1");
    }
    if (size > LARGEST_PAGE) {
      throw new RpcException(RpcError.INVALID_PARAMS, "maximum page size is " + LARGEST_PAGE);
    }
    return size;
  }

  private Optional<Integer> number(String name) {
    JsonNode value = tree.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isNumber() || !value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw wrong("%s must be a whole number".formatted(name));
    }
    return Optional.of(value.intValue());
  }

  private static OffsetDateTime time(String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw wrong("statusTimestampAfter must be a time such as 2026-01-01T00:00:00Z");
    }
  }

  static RpcException wrong(String how) {
    return new RpcException(RpcError.INVALID_PARAMS, "Invalid params: " + how);
  }
}
