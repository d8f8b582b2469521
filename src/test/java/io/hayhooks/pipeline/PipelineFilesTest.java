// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineFilesTest {
  private static final String WRAPPER = PipelineFiles.WRAPPER;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "//server/share",
        "..",
        "../x.py",
        "a/../../x.py",
        "a/..",
        ".",
        "./x.py",
        "a/./x.py",
        "a//x.py",
        "a/",
        "a\\..\\x.py",
        "\\x.py",
        "C:\\x.py",
        "C:x.py",
        "c:/x.py",
        "a\0b",
        "a\nb",
        "a\u007fb",
        "a\ud800b"
      })
  void aPathThatMayLeadElsewhereIsRefused(String path) {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> PipelineFiles.ofTexts(Map.of(WRAPPER, "", path, "")))
        .withMessageStartingWith("Pipeline file must be a relative path without traversal: '")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".hidden",
        "ok/sub/x.txt",
        "..x",
        "x..",
        "a b/ü/你好.txt",
        "-rf",
        "~",
        "ab:c",
        "~/x"
      })
  void anyOtherRelativePathIsTaken(String path) {
    assertThat(PipelineFiles.ofTexts(Map.of(WRAPPER, "", path, "")).paths()).contains(path);
  }

  @Test
  void theWrapperIsRequiredBeforeAnythingElseIsSaid() {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> PipelineFiles.ofTexts(Map.of("../x", "")))
        .withMessage("Missing required file: pipeline_wrapper.py");
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> PipelineFiles.ofTexts(Map.of("sub/" + WRAPPER, "")))
        .withMessage("Missing required file: pipeline_wrapper.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a/b/c/d"})
  void aFileCannotBeADirectoryToo(String path) {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> PipelineFiles.ofTexts(Map.of(WRAPPER, "", "a", "", path, "")))
        .withMessage("Pipeline file 'a' cannot also be the directory of '%s'".formatted(path));
  }

  @Test
  void namesThatShareAPrefixAreNotInEachOthersWay() {
    assertThatNoException()
        .isThrownBy(
            () -> PipelineFiles.ofTexts(Map.of(WRAPPER, "", "a", "", "a.b", "", "ab/c", "")));
  }

  @Test
  void namesAndPathsMustFitFileSystems() {
    String longest = "é".repeat(127) + "x"; // 255 bytes
    assertThatNoException()
        .isThrownBy(() -> PipelineFiles.ofTexts(Map.of(WRAPPER, "", "a/" + longest, "")));
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> PipelineFiles.ofTexts(Map.of(WRAPPER, "", "a/" + longest + "x", "")))
        .withMessageStartingWith("Pipeline file has a path that is too long");
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> PipelineFiles.ofTexts(Map.of(WRAPPER, "", "a/".repeat(600) + "x", "")))
        .withMessageStartingWith("Pipeline file has a path that is too long");
  }

  @Test
  void thereIsALimitOfTheirNumber() {
    Map<String, String> many =
        IntStream.range(0, 10_000)
            .boxed()
            .collect(Collectors.toMap(i -> "f" + i, i -> "", (a, b) -> a, HashMap::new));
    many.put(WRAPPER, "");
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> PipelineFiles.ofTexts(many))
        .withMessage("A pipeline may have at most 10000 files");
  }

  @Test
  void textThatIsNotUnicodeIsRefused() {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> PipelineFiles.ofTexts(Map.of(WRAPPER, "x = '\udc80'")))
        .withMessage("Pipeline file is not valid Unicode text: 'pipeline_wrapper.py'");
  }

  @Test
  void contentIsKeptToTheByteAndCannotBeChanged() {
    byte[] content = {0, (byte) 0xff, 13, 10};
    PipelineFiles files = PipelineFiles.of(Map.of(WRAPPER, new byte[0], "model.bin", content));
    content[0] = 1;
    byte[] read = new byte[4];
    files.content("model.bin").get(read);
    assertThat(read).containsExactly(0, 0xff, 13, 10);
    assertThat(files.content("model.bin").isReadOnly()).isTrue();
    assertThat(files.content(WRAPPER).hasRemaining()).isFalse();
  }

  @Test
  void sizesAreBytesNotCharacters() {
    PipelineFiles files = PipelineFiles.ofTexts(Map.of(WRAPPER, "ééé", "b", "xx"));
    assertThatNoException().isThrownBy(() -> files.checkSizes(6, 8));
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> files.checkSizes(5, 8))
        .withMessageContaining("'pipeline_wrapper.py' has 6 bytes")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> files.checkSizes(6, 7))
        .withMessageContaining("have 8 bytes; at most 7")
        .satisfies(e -> assertThat(e.status()).isEqualTo(413));
  }
}
