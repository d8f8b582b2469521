// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pipeline as Haystack's YAML. Options that its deployment gave stand in the kept file's last
 * line, as a comment: so there is one file, it can be copied elsewhere, and every other reader of
 * YAML takes it for what it was. The engine gets source and options apart, so that lines keep their
 * numbers and equal sources their revision.
 */
public final class PipelineYaml implements PipelineContent {
  /** The source's name in a revision. */
  public static final String SOURCE = "pipeline.yml";

  /** The options' name in a revision, which has it when there are any. */
  public static final String OPTIONS = "pipeline.json";

  private static final String MARK = "# hayhooks: ";
  private static final Pattern LINE = Pattern.compile("#\\s*hayhooks:\\s*(\\{.*})\\s*");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] source;
  private final YamlOptions options;

  private PipelineYaml(byte[] source, YamlOptions options) {
    this.source = source;
    this.options = options;
  }

  /**
   * Takes what a client sent; options of its own in the text hold where {@code given} has none.
   *
   * @throws ServerException {@code INVALID_REQUEST} when the text cannot be written as UTF-8
   */
  public static PipelineYaml of(String text, YamlOptions given) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new ServerException(
          ErrorCode.INVALID_REQUEST, "The pipeline's source is not valid Unicode text");
    }
    PipelineYaml yaml = parse(text.getBytes(UTF_8));
    return new PipelineYaml(yaml.source, given.or(yaml.options));
  }

  /** Takes a file as it is kept. */
  public static PipelineYaml parse(byte[] kept) {
    int end = kept.length;
    boolean closed = end > 0 && kept[end - 1] == '\n';
    int start = closed ? end - 1 : end;
    while (start > 0 && kept[start - 1] != '\n') {
      start--;
    }
    Optional<YamlOptions> options = options(new String(kept, start, end - start, UTF_8));
    if (options.isEmpty()) {
      return new PipelineYaml(kept.clone(), YamlOptions.NONE);
    }
    // Its own line break is the one that was added with it.
    int length = closed || start == 0 ? start : start - 1;
    return new PipelineYaml(Arrays.copyOf(kept, length), options.get());
  }

  private static Optional<YamlOptions> options(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      JsonNode object = JSON.readTree(matcher.group(1));
      return Optional.of(YamlOptions.of(object));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // a comment like any other
    }
  }

  @Override
  public void checkSizes(long maxFile, long maxTotal) {
    long most = Math.min(maxFile, maxTotal);
    if (source.length > most) {
      throw new ServerException(
          ErrorCode.TOO_LARGE,
          "The pipeline's source has %d bytes; at most %d are allowed (HAYHOOKS_MAX_FILE_SIZE)"
              .formatted(source.length, most));
    }
  }

  /** The source, to be read only. */
  public ByteBuffer source() {
    return ByteBuffer.wrap(source).asReadOnlyBuffer();
  }

  /** The options as JSON, if there are any. */
  public Optional<String> options() {
    return options.isEmpty() ? Optional.empty() : Optional.of(options.json().toString());
  }

  /** The file to keep. */
  public ByteBuffer kept() {
    if (options.isEmpty()) {
      return source();
    }
    boolean closed = source.length == 0 || source[source.length - 1] == '\n';
    String line = MARK + printable(options.json().toString());
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.writeBytes(source);
    kept.writeBytes((closed ? line + '\n' : '\n' + line).getBytes(UTF_8));
    return ByteBuffer.wrap(kept.toByteArray());
  }

  /** JSON in which nothing is left that YAML takes for a line break or does not allow at all. */
  private static String printable(String json) {
    return json.chars()
        .mapToObj(c -> isPlain(c) ? Character.toString(c) : "\\u%04x".formatted(c))
        .collect(joining());
  }

  private static boolean isPlain(int c) {
    return (c >= ' ' && c <= '~') || Character.isLetterOrDigit(c);
  }
}
