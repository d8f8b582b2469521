// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.content;

/** Writing pages that nothing can be smuggled into. */
public final class Html {
  private Html() {}

  /** Text as it may stand between tags and in quoted attributes. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      switch (letter) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(letter);
      }
    }
    return escaped.toString();
  }
}
