// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import io.hayhooks.edge.http.ValidationError;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.util.List;
import java.util.Map;

/** A whole number in a query, refused in pydantic's words when it is none. */
final class QueryNumber {
  private QueryNumber() {}

  /** The number; {@code absent} when the parameter is not there. */
  static int of(String name, String value, int least, int absent) {
    if (value == null) {
      return absent;
    }
    long number;
    try {
      number = Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      String text = "Input should be a valid integer, unable to parse string as an integer";
      throw invalid(new ValidationError("int_parsing", loc(name), text, value, null), e);
    }
    if (number < least) {
      String text = "Input should be greater than %d".formatted(least - 1);
      Map<String, Object> bound = Map.of("gt", least - 1);
      throw invalid(new ValidationError("greater_than", loc(name), text, value, bound), null);
    }
    return (int) Math.min(number, Integer.MAX_VALUE);
  }

  private static List<Object> loc(String name) {
    return List.of("query", name);
  }

  private static ServerException invalid(ValidationError error, Exception cause) {
    ErrorCode code = ErrorCode.INVALID_REQUEST;
    String message = "query.%s: %s".formatted(error.loc().get(1), error.msg());
    return new ServerException(code, code.status(), message, List.of(error), Map.of(), cause);
  }
}
