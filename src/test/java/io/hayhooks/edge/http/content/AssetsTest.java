// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.content;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {
  private static final Path WEB_APPLICATION = Path.of("webapp");

  private final Assets assets = new Assets(AssetsTest::open, AssetsTest::list);

  /** As a server finds files: in the web application's root or inside its libraries. */
  private static InputStream open(String path) {
    try {
      InputStream library = Assets.class.getResourceAsStream("/META-INF/resources" + path);
      return library == null ? Files.newInputStream(WEB_APPLICATION.resolve("." + path)) : library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> list(String directory) {
    try (Stream<Path> files = Files.list(WEB_APPLICATION.resolve("." + directory))) {
      return files.map(file -> directory + file.getFileName()).collect(toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hayhooks.css",
        "swagger-ui-bundle.js",
        "redoc.standalone.js",
        "main.js",
        "lib/diff.js",
        "lib/preact.js",
        "lib/hooks.js",
        "lib/marked.js",
        "lib/dompurify.js"
      })
  void everyFileIsFoundByItsAddress(String file) {
    String path = assets.path(file);

    assertThat(path).startsWith(Assets.ROOT + "/").endsWith("/" + file);
    assertThat(content(file)).isNotEmpty();
  }

  @Test
  void allFilesAreInOneDirectorySoThatModulesFindEachOther() {
    assertThat(assets.path("main.js")).isEqualTo(assets.directory() + "main.js");
    assertThat(assets.path("lib/hooks.js")).isEqualTo(assets.directory() + "lib/hooks.js");
    assertThat(assets.directory()).matches(Assets.ROOT + "/[0-9a-f]{16}/");
  }

  @Test
  void whatThePageAndItsModulesLoadIsThere() throws IOException {
    Set<String> wanted = new TreeSet<>();
    String page = Files.readString(WEB_APPLICATION.resolve("console/page.html"));
    find("\\{\\{assets}}([^\"]+)\"", page, wanted);
    for (String file : list("/console/")) {
      if (file.endsWith(".js")) {
        find(
            " from \"\\./([^\"]+)\"",
            Files.readString(WEB_APPLICATION.resolve("." + file)),
            wanted);
      }
    }

    assertThat(wanted).hasSizeGreaterThan(20).allSatisfy(assets::path);
  }

  private static void find(String pattern, String text, Set<String> found) {
    Pattern.compile(pattern).matcher(text).results().forEach(one -> found.add(one.group(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/main.js", "/x/main.js", "/../../WEB-INF/beans.xml", "//", "/%2e", "/page"})
  void nothingElseIsFound(String path) {
    assertNotFound(path);
  }

  @Test
  void thePageItselfIsNoAsset() {
    assertNotFound(assets.directory().substring(Assets.ROOT.length()) + "page.html");
  }

  @Test
  void noPathAtAllIsNotFoundEither() {
    assertNotFound(null);
  }

  @Test
  void redocAsksNobodyForItsLogo() {
    assertThat(content("redoc.standalone.js")).doesNotContain("cdn.redoc.ly");
  }

  @Test
  void librariesImportEachOtherByPath() {
    assertThat(content("lib/hooks.js")).contains("from\"./preact.js\"");
    assertThat(content("lib/preact.js") + content("lib/marked.js") + content("lib/dompurify.js"))
        .doesNotContainPattern("\\bfrom *[\"'][^.]");
  }

  private String content(String file) {
    String path = assets.path(file).substring(Assets.ROOT.length());
    return new String(assets.find(path).bytes(), StandardCharsets.UTF_8);
  }

  private void assertNotFound(String path) {
    assertThatThrownBy(() -> assets.find(path))
        .isInstanceOfSatisfying(
            ServerException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }
}
