// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineYamlTest {
  private static final String SOURCE = "inputs:\n  value: plus.value\n";

  private static YamlOptions options(String description, Boolean skipMcp) {
    return new YamlOptions(Optional.ofNullable(description), Optional.ofNullable(skipMcp));
  }

  private static String kept(PipelineYaml yaml) {
    return UTF_8.decode(yaml.kept()).toString();
  }

  private static String source(PipelineYaml yaml) {
    return UTF_8.decode(yaml.source()).toString();
  }

  private static PipelineYaml parse(String kept) {
    return PipelineYaml.parse(kept.getBytes(UTF_8));
  }

  @Test
  void aSourceWithoutOptionsIsKeptAsItIs() {
    PipelineYaml yaml = PipelineYaml.of(SOURCE, options("  ", null));
    assertThat(kept(yaml)).isEqualTo(SOURCE);
    assertThat(yaml.options()).isEmpty();
  }

  @Test
  void optionsAreKeptInACommentAtTheEnd() {
    PipelineYaml yaml = PipelineYaml.of(SOURCE, options("Adds \"two\"", true));
    assertThat(kept(yaml))
        .isEqualTo(
            SOURCE + "# hayhooks: {\"description\":\"Adds \\\"two\\\"\",\"skip_mcp\":true}\n");
    assertThat(source(yaml)).isEqualTo(SOURCE);
    assertThat(yaml.options()).hasValue("{\"description\":\"Adds \\\"two\\\"\",\"skip_mcp\":true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SOURCE,
        "inputs: {a: b}",
        "a: |\n  text",
        "a: b\r\n",
        "\n",
        "",
        "# hayhooks: not options\n",
        "x: y # hayhooks: {}"
      })
  void whatIsKeptIsReadAsItWas(String text) {
    for (YamlOptions options :
        new YamlOptions[] {
          options("d", null),
          options(null, false),
          options("zwei\nZeilen, Grüße 你好 \u2028 \u0085 \u007f \uD83D\uDE00 {} # '", true)
        }) {
      PipelineYaml yaml = PipelineYaml.of(text, options);
      PipelineYaml again = parse(kept(yaml));
      assertThat(source(again)).isEqualTo(text);
      assertThat(again.options()).isEqualTo(yaml.options());
      assertThat(kept(again)).isEqualTo(kept(yaml));
    }
  }

  @Test
  void theLineHasNothingThatEndsALineInYaml() {
    String kept =
        kept(PipelineYaml.of("", options("a\nb\u2028c\u0085d\u007fe\uD83D\uDE00é", null)));
    assertThat(kept)
        .isEqualTo(
            "# hayhooks: {\"description\":\"a\\nb\\u2028c\\u0085d\\u007fe\\ud83d\\ude00é\"}\n");
  }

  @Test
  void whoWritesTheLineThemselvesIsUnderstood() {
    PipelineYaml yaml =
        parse(SOURCE + "#hayhooks:  {\"skip_a2a\": true, \"skip_mcp\": false, \"x\": 1} \r\n");
    assertThat(yaml.options()).hasValue("{\"skip_mcp\":false,\"skip_a2a\":true}");
    assertThat(source(yaml)).isEqualTo(SOURCE);
  }

  @Test
  void whatTheRequestSaysHoldsBeforeWhatTheSourceSays() {
    String text = SOURCE + "# hayhooks: {\"description\":\"old\",\"skip_mcp\":true}\n";
    assertThat(PipelineYaml.of(text, options("new", null)).options())
        .hasValue("{\"description\":\"new\",\"skip_mcp\":true}");
    assertThat(PipelineYaml.of(text, options(null, false)).options())
        .hasValue("{\"description\":\"old\",\"skip_mcp\":false}");
  }

  @Test
  void aLineOfOtherContentIsAComment() {
    for (String line : new String[] {"# hayhooks: {broken}", "# hayhooks: [1]", "# hayhooks"}) {
      PipelineYaml yaml = parse(SOURCE + line);
      assertThat(yaml.options()).isEmpty();
      assertThat(source(yaml)).isEqualTo(SOURCE + line);
    }
  }

  @Test
  void aSourceMustBeTextAndWithinTheLimit() {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> PipelineYaml.of("a: \uD800", YamlOptions.NONE))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    PipelineYaml yaml = PipelineYaml.of("0123456789", YamlOptions.NONE);
    yaml.checkSizes(10, 10);
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> yaml.checkSizes(9, 10))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }
}
