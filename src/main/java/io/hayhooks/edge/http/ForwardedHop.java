// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one proxy says of the request that it got: an element of RFC 7239's {@code Forwarded}.
 *
 * @param words the parameters by their names in small letters
 */
record ForwardedHop(Map<String, String> words) {
  ForwardedHop {
    words = Map.copyOf(words);
  }

  /** Reads a header, the outermost proxy first; what has no form is left out. */
  static List<ForwardedHop> parse(String header) {
    return split(header, ',').stream().map(ForwardedHop::hop).toList();
  }

  private static ForwardedHop hop(String element) {
    Map<String, String> words = new TreeMap<>();
    for (String pair : split(element, ';')) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        words.putIfAbsent(name, unquoted(pair.substring(equals + 1).strip()));
      }
    }
    return new ForwardedHop(words);
  }

  /** Splits outside of quotes. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (quoted && character == '\\') {
        at++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (!quoted && character == separator) {
        parts.add(text.substring(start, at).strip());
        start = at + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
        : value;
  }

  Optional<String> word(String name) {
    return Optional.ofNullable(words.get(name)).filter(value -> !value.isEmpty());
  }

  /** The address of {@code 192.0.2.1:80} or {@code [2001:db8::1]:80}. */
  static String withoutPort(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? node : node.substring(1, end);
    }
    int colon = node.indexOf(':');
    return colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
  }
}
