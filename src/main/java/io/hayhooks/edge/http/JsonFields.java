// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The fields of a JSON request body, read as leniently as pydantic reads them and refused with its
 * error list. Errors are collected; {@link #check()} throws them all at once.
 */
public final class JsonFields {
  private final ObjectNode body;
  private final List<ValidationError> errors = new ArrayList<>();

  private JsonFields(ObjectNode body) {
    this.body = requireNonNull(body, "body is null");
  }

  /**
   * Parses a body.
   *
   * @param contentType the request's media type, or null
   * @throws ServerException {@code INVALID_REQUEST} when it is no JSON object
   */
  public static JsonFields parse(byte[] body, String contentType) {
    if (body.length == 0) {
      throw invalid(List.of(error("missing", List.of("body"), "Field required", null, null)));
    }
    if (!isJson(contentType)) {
      throw notAnObject(null);
    }
    JsonNode tree = tree(body);
    if (tree instanceof ObjectNode object) {
      return new JsonFields(object);
    }
    throw notAnObject(tree);
  }

  /** The fields of an object that is read already. */
  public static JsonFields of(ObjectNode body) {
    return new JsonFields(body);
  }

  /** Whether a media type, or null, says that a body is JSON. */
  public static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json"));
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw malformed(e, body);
    } catch (IOException e) {
      throw new ServerException(
          ErrorCode.INVALID_REQUEST, "There was an error parsing the body", e);
    }
  }

  private static ServerException malformed(JsonProcessingException e, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    boolean cut = e instanceof JsonEOFException;
    int offset = cut ? text.length() : (int) Math.max(0, e.getLocation().getByteOffset() - 1);
    String reason =
        cut && ((JsonEOFException) e).getTokenBeingDecoded() == JsonToken.START_OBJECT
            ? "Expecting property name enclosed in double quotes"
            : e.getOriginalMessage();
    return invalid(
        List.of(
            error(
                "json_invalid",
                List.of("body", offset),
                "JSON decode error",
                Map.of(),
                Map.of("error", reason))));
  }

  private static ServerException notAnObject(JsonNode input) {
    return invalid(
        List.of(
            error(
                "model_attributes_type",
                List.of("body"),
                "Input should be a valid dictionary or object to extract fields from",
                shown(input),
                null)));
  }

  private static ServerException invalid(List<ValidationError> errors) {
    ValidationError first = errors.get(0);
    String where = String.join(".", first.loc().stream().map(Object::toString).toList());
    String more = errors.size() > 1 ? " (and %d more)".formatted(errors.size() - 1) : "";
    return new ServerException(
        ErrorCode.INVALID_REQUEST,
        ErrorCode.INVALID_REQUEST.status(),
        "%s: %s%s".formatted(where, first.msg(), more),
        errors,
        Map.of(),
        null);
  }

  private static ValidationError error(
      String type, List<Object> loc, String message, Object input, Map<String, Object> context) {
    return new ValidationError(type, loc, message, input, context);
  }

  /** The whole body. */
  public ObjectNode body() {
    return body;
  }

  /** Whether a field is there and null. */
  public boolean isNull(String name) {
    return body.path(name).isNull();
  }

  /** A string that must be there; empty after an error. */
  public String text(String name) {
    JsonNode value = required(name);
    return value == null ? "" : optionalText(name).orElse("");
  }

  /** A string that may be missing. */
  public Optional<String> optionalText(String name) {
    JsonNode value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      refuse("string_type", "Input should be a valid string", value, name);
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** A truth value as pydantic reads one: a boolean, 0, 1, or a word such as "yes". */
  public boolean flag(String name, boolean fallback) {
    JsonNode value = body.get(name);
    if (value == null) {
      return fallback;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (!value.isTextual() && !value.isNumber()) {
      refuse("bool_type", "Input should be a valid boolean", value, name);
      return fallback;
    }
    return switch (value.asText().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1", "1.0", "t", "y" -> true;
      case "false", "no", "off", "0", "0.0", "f", "n" -> false;
      default -> {
        refuse(
            "bool_parsing",
            "Input should be a valid boolean, unable to interpret input",
            value,
            name);
        yield fallback;
      }
    };
  }

  /** An object of strings that must be there, in the order sent; empty after an error. */
  public Map<String, String> texts(String name) {
    JsonNode value = required(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getValue().isTextual()) {
          texts.put(field.getKey(), field.getValue().textValue());
        } else {
          refuse(
              "string_type",
              "Input should be a valid string",
              field.getValue(),
              name,
              field.getKey());
        }
      }
    } else if (value != null) {
      refuse("dict_type", "Input should be a valid dictionary", value, name);
    }
    return texts;
  }

  /** A list of objects that must be there; empty after an error. */
  public List<ObjectNode> objects(String name) {
    JsonNode value = required(name);
    List<ObjectNode> objects = new ArrayList<>();
    if (value != null && !value.isArray()) {
      refuse("list_type", "Input should be a valid list", value, name);
      return objects;
    }
    for (int i = 0; value != null && i < value.size(); i++) {
      if (value.get(i) instanceof ObjectNode object) {
        objects.add(object);
      } else {
        refuse("dict_type", "Input should be a valid dictionary", value.get(i), name, i);
      }
    }
    return objects;
  }

  /**
   * Makes a value of a field; what the value's own type refuses becomes an error of that field.
   * Null after an error.
   */
  public <T> T value(String name, Supplier<T> maker) {
    int before = errors.size();
    try {
      return maker.get();
    } catch (ServerException e) {
      if (e.code() != ErrorCode.INVALID_REQUEST) {
        throw e;
      }
      if (errors.size() == before) {
        refuse(name, e.getMessage());
      }
      return null;
    }
  }

  /** Refuses a field for a reason of its own. */
  public void refuse(String name, String message) {
    errors.add(
        error(
            "value_error",
            List.of("body", name),
            "Value error, " + message,
            null,
            Map.of("error", Map.of())));
  }

  /**
   * Ends the reading.
   *
   * @throws ServerException {@code INVALID_REQUEST} with all errors found
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw invalid(errors);
    }
  }

  private JsonNode required(String name) {
    JsonNode value = body.get(name);
    if (value == null) {
      errors.add(error("missing", List.of("body", name), "Field required", null, null));
    }
    return value;
  }

  private void refuse(String type, String message, JsonNode input, Object... path) {
    List<Object> loc = new ArrayList<>(List.of("body"));
    loc.addAll(List.of(path));
    errors.add(error(type, loc, message, shown(input), null));
  }

  /** What was sent may be source or secret, so texts and what may hold them are not sent back. */
  private static Object shown(JsonNode input) {
    return input != null && (input.isNumber() || input.isBoolean()) ? input : null;
  }
}
