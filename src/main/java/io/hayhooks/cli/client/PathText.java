// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names as parts of a URL. */
final class PathText {
  private PathText() {}

  /** One segment of a path; also right in a query. */
  static String of(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    // A segment of dots alone would be taken away from the path on the way.
    return name.matches("\\.+") ? name.replace(".", "%2E") : encoded;
  }
}
