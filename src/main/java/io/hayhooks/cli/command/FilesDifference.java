// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs between the files of two revisions, in the form of {@code diff -u}. */
final class FilesDifference {
  private static final int CONTEXT = 3;
  private static final String NOTHING = "/dev/null";

  private FilesDifference() {}

  /** All lines; none when the files are the same. */
  static List<String> between(JsonNode before, JsonNode now) {
    Map<String, JsonNode> old = files(before);
    Map<String, JsonNode> fresh = files(now);
    TreeSet<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(fresh.keySet());
    List<String> lines = new ArrayList<>();
    paths.forEach(path -> lines.addAll(between(path, old.get(path), fresh.get(path))));
    return lines;
  }

  private static Map<String, JsonNode> files(JsonNode revision) {
    Map<String, JsonNode> files = new TreeMap<>();
    revision.path("files").forEach(file -> files.put(file.path("path").asText(), file));
    return files;
  }

  private static List<String> between(String path, JsonNode old, JsonNode fresh) {
    if (old != null && fresh != null && old.path("sha256").equals(fresh.path("sha256"))) {
      return List.of();
    }
    String from = old == null ? NOTHING : "a/" + path;
    String to = fresh == null ? NOTHING : "b/" + path;
    if (!isText(old) || !isText(fresh)) {
      return List.of("Binary files %s and %s differ".formatted(from, to));
    }
    List<String> lines = lines(old);
    return UnifiedDiffUtils.generateUnifiedDiff(
        from, to, lines, DiffUtils.diff(lines, lines(fresh)), CONTEXT);
  }

  private static boolean isText(JsonNode file) {
    return file == null || file.path("text").isTextual();
  }

  private static List<String> lines(JsonNode file) {
    return file == null ? List.of() : file.path("text").asText().lines().toList();
  }
}
