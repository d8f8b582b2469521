// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

/** Writing pages that nothing can be smuggled into. */
final class Html {
  /**
   * Only what this server serves. Swagger UI and ReDoc style their elements inline, carry icons as
   * data, and ReDoc searches in a worker made of a blob.
   */
  static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'"
          + " data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action"
          + " 'self'; frame-ancestors 'self'";

  private Html() {}

  /** Text as it may stand between tags and in quoted attributes. */
  static String escape(String text) {
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
