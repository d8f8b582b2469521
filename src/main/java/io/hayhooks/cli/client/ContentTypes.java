// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The type of a file, by its name. */
final class ContentTypes {
  /** What people send to pipelines and older Java versions do not know. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("csv", "text/csv"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("htm", "text/html"),
          Map.entry("html", "text/html"),
          Map.entry("json", "application/json"),
          Map.entry("md", "text/markdown"),
          Map.entry("pdf", "application/pdf"),
          Map.entry(
              "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
          Map.entry("txt", "text/plain"),
          Map.entry("wav", "audio/x-wav"),
          Map.entry("webp", "image/webp"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry("yaml", "application/yaml"),
          Map.entry("yml", "application/yaml"));

  private ContentTypes() {}

  static String of(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String known = KNOWN.get(name.substring(name.lastIndexOf('.') + 1));
    String type = known == null ? Files.probeContentType(file) : known;
    return type == null ? "application/octet-stream" : type;
  }
}
