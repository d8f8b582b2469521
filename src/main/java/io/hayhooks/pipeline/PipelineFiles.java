// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of one deployment: relative path to content. A path that could leave the pipeline's
 * directory, or that could not be written beside the others, dies here.
 */
public final class PipelineFiles implements PipelineContent {
  /** The file that every pipeline of files must have. */
  public static final String WRAPPER = "pipeline_wrapper.py";

  private static final int MAX_FILES = 10_000;
  private static final int MAX_PATH_BYTES = 1024;
  private static final int MAX_NAME_BYTES = 255;
  private static final int SHOWN_CHARACTERS = 200;
  private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\\\]");
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

  private final SortedMap<String, byte[]> contents = new TreeMap<>();

  private PipelineFiles() {}

  /**
   * Takes the files of a deployment.
   *
   * @throws ServerException {@code INVALID_REQUEST} when the wrapper is missing or a path is no
   *     path of a file inside a directory
   */
  public static PipelineFiles of(Map<String, byte[]> files) {
    if (!files.containsKey(WRAPPER)) {
      throw invalid("Missing required file: " + WRAPPER);
    }
    if (files.size() > MAX_FILES) {
      throw invalid("A pipeline may have at most %d files".formatted(MAX_FILES));
    }
    PipelineFiles result = new PipelineFiles();
    files.forEach(
        (path, content) -> {
          check(path);
          result.contents.put(path, content.clone());
        });
    result.contents.keySet().forEach(result::checkNoParentIsFile);
    return result;
  }

  /** The same for files of text, which are kept as UTF-8. */
  public static PipelineFiles ofTexts(Map<String, String> texts) {
    Map<String, byte[]> files = new TreeMap<>();
    texts.forEach((path, text) -> files.put(path, utf8(path, text)));
    return of(files);
  }

  private static byte[] utf8(String path, String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw invalid("Pipeline file is not valid Unicode text: '%s'".formatted(shown(path)));
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void check(String path) {
    if (path.isEmpty()
        || FORBIDDEN.matcher(path).find()
        || DRIVE.matcher(path).matches()
        || Arrays.stream(path.split("/", -1)).anyMatch(PipelineFiles::leadsElsewhere)) {
      throw invalid(
          "Pipeline file must be a relative path without traversal: '%s'".formatted(shown(path)));
    }
    if (bytes(path) > MAX_PATH_BYTES
        || Arrays.stream(path.split("/", -1)).anyMatch(name -> bytes(name) > MAX_NAME_BYTES)) {
      throw invalid("Pipeline file has a path that is too long: '%s'".formatted(shown(path)));
    }
  }

  private static boolean leadsElsewhere(String name) {
    return name.isEmpty() || name.equals(".") || name.equals("..");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void checkNoParentIsFile(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String parent = path.substring(0, slash);
      if (contents.containsKey(parent)) {
        throw invalid(
            "Pipeline file '%s' cannot also be the directory of '%s'"
                .formatted(shown(parent), shown(path)));
      }
    }
  }

  private static String shown(String path) {
    return path.length() <= SHOWN_CHARACTERS ? path : path.substring(0, SHOWN_CHARACTERS) + "…";
  }

  private static ServerException invalid(String message) {
    return new ServerException(ErrorCode.INVALID_REQUEST, message);
  }

  @Override
  public void checkSizes(long maxFile, long maxTotal) {
    long total = 0;
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      long size = file.getValue().length;
      total += size;
      if (size > maxFile) {
        throw new ServerException(
            ErrorCode.TOO_LARGE,
            "Pipeline file '%s' has %d bytes; at most %d are allowed (HAYHOOKS_MAX_FILE_SIZE)"
                .formatted(shown(file.getKey()), size, maxFile));
      }
    }
    if (total > maxTotal) {
      throw new ServerException(
          ErrorCode.TOO_LARGE,
          "The pipeline's files have %d bytes; at most %d are allowed (HAYHOOKS_MAX_FILES_SIZE)"
              .formatted(total, maxTotal));
    }
  }

  /** All paths, sorted. */
  public Set<String> paths() {
    return Collections.unmodifiableSet(contents.keySet());
  }

  /** The content of one file, to be read only. */
  public ByteBuffer content(String path) {
    return ByteBuffer.wrap(contents.get(path)).asReadOnlyBuffer();
  }
}
