// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.config.EnvironmentConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.LoadPhase;
import io.hayhooks.pipeline.LoadProgress;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments that pipelines name packages for, made with the real uv out of wheels on disk. */
class OwnEnvironmentTest {
  /** uv itself is fetched by the first build only. */
  private static final Path TOOLS = Path.of("target/tools").toAbsolutePath();

  private static final Interpreters PYTHON = new Interpreters(directoryOfPython());

  @TempDir private Path data;
  @TempDir private Path wheels;
  @TempDir private Path pipelines;

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final List<PythonEnvironments> servers = new ArrayList<>();
  private PythonEnvironments server;

  /** Without the wrapper scripts that may stand before it, which take their time. */
  private static String directoryOfPython() {
    String found = new Interpreters(System.getenv("PATH")).find().path().toString();
    String real =
        Command.answer(List.of(found, "-c", "import sys; print(sys.executable)")).orElseThrow();
    return Path.of(real.strip()).getParent().toString();
  }

  @BeforeEach
  void prepare() throws IOException {
    Wheel.write(wheels, "1.0");
    Wheel.write(wheels, "2.0");
    server = server(Map.of("HAYHOOKS_ENVIRONMENT_KEEP", "0"));
  }

  @AfterEach
  void close() throws InterruptedException {
    servers.forEach(PythonEnvironments::close);
    scheduler.shutdown();
    assertThat(scheduler.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
  }

  private PythonEnvironments server(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("HAYHOOKS_DATA_DIR", data.toString());
    PythonEnvironments environments =
        new PythonEnvironments(
            new EnvironmentConfig(Settings.of(all)),
            new BundledFiles("/fake_worker"),
            scheduler,
            PYTHON,
            TOOLS);
    servers.add(environments);
    return environments;
  }

  private Revision pipeline(String name, String file, String text) throws IOException {
    Path directory = Files.createDirectories(pipelines.resolve(name));
    Files.writeString(directory.resolve(file), text);
    return new Revision(new PipelineName(name), "1", directory);
  }

  private Revision naming(String name, String requirement) throws IOException {
    String text = "--no-index\n--find-links %s\n%s\n".formatted(wheels, requirement);
    return pipeline(name, "requirements.txt", text);
  }

  private static String tiny(PythonEnvironment environment) {
    return Command.answer(
            List.of(environment.interpreter().toString(), "-c", "import tiny; print(tiny.version)"))
        .orElse("none")
        .strip();
  }

  private static ServerException failure(PythonEnvironments server, Revision revision) {
    try (PythonEnvironment unexpected = server.open(revision)) {
      throw new AssertionError("opened " + unexpected.interpreter());
    } catch (ServerException e) {
      return e;
    }
  }

  private List<Path> leftOver() throws IOException {
    try (Stream<Path> entries = Files.list(data.resolve("environments"))) {
      return entries.toList();
    }
  }

  @Test
  void pipelinesHaveDifferentVersionsSideBySide() throws IOException {
    try (PythonEnvironment one = server.open(naming("one", "tiny==1.0"));
        PythonEnvironment two = server.open(naming("two", "tiny>=1.0"));
        PythonEnvironment same = server.open(naming("same", "tiny==1.0  # as one"))) {
      assertThat(tiny(one)).isEqualTo("1.0");
      assertThat(tiny(two)).isEqualTo("2.0");
      assertThat(same.interpreter()).isEqualTo(one.interpreter());
    }
  }

  @Test
  void whoAsksIsToldWhatTheInstallerPrints() throws IOException {
    List<String> told = new ArrayList<>();
    LoadProgress progress =
        new LoadProgress() {
          @Override
          public void begins(LoadPhase phase) {
            told.add(phase.name());
          }

          @Override
          public void prints(String line) {
            told.add(line);
          }
        };
    Revision revision = naming("told", "tiny==1.0");
    server.open(revision, progress).close();
    assertThat(told.get(0)).isEqualTo("INSTALLING");
    assertThat(told)
        .anyMatch(line -> line.startsWith("Installed 1 package"))
        .noneMatch(line -> line.contains(data.toString()));
  }

  @Test
  void filesAreSharedWithTheCache() throws IOException {
    try (PythonEnvironment one = server.open(naming("one", "tiny==1.0"))) {
      Path module =
          Path.of(
              Command.answer(
                      List.of(
                          one.interpreter().toString(), "-c", "import tiny; print(tiny.__file__)"))
                  .orElseThrow()
                  .strip());
      assertThat((int) Files.getAttribute(module, "unix:nlink")).isGreaterThan(1);
    }
  }

  @Test
  void packageThatDoesNotExistIsSaidInUvsWords() throws IOException {
    ServerException failure = failure(server, naming("p", "tiny==3.0"));
    assertThat(failure.code()).isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE);
    assertThat(failure)
        .hasMessageStartingWith("The packages that requirements.txt names cannot be installed")
        .hasMessageContaining("tiny==3.0")
        .hasMessageNotContaining(data.toString());
    await().until(() -> leftOver().stream().noneMatch(Files::isDirectory));
  }

  @Test
  void conflictWithWhatTheServerNeedsIsSaid() throws IOException {
    Files.delete(wheels.resolve("tiny-2.0-py3-none-any.whl"));
    Wheel.write(wheels, "2.0", "missing-thing");
    assertThat(failure(server, naming("p", "tiny==2.0"))).hasMessageContaining("missing-thing");
  }

  @Test
  void wrongHashIsRefused() throws IOException {
    String hash = " --hash=sha256:" + "0".repeat(64);
    assertThat(failure(server, naming("p", "tiny==1.0" + hash)))
        .hasMessageContaining("Hash mismatch");
  }

  @Test
  void wheelAmongThePipelinesFilesIsInstalled() throws IOException {
    Revision pipeline = pipeline("p", "requirements.txt", "./libs/tiny-1.0-py3-none-any.whl\n");
    Wheel.write(pipeline.directory().resolve("libs"), "1.0");
    try (PythonEnvironment environment = server.open(pipeline)) {
      assertThat(tiny(environment)).isEqualTo("1.0");
    }
  }

  @Test
  void projectFileAndInlineMetadataCountToo() throws IOException {
    String address = "tiny @ file://" + wheels.resolve("tiny-1.0-py3-none-any.whl");
    Revision project =
        pipeline(
            "project",
            "pyproject.toml",
            "[project]\nname = \"p\"\nversion = \"1\"\ndependencies = [\"%s\"]\n"
                .formatted(address));
    Revision script =
        pipeline(
            "script",
            "pipeline_wrapper.py",
            "# /// script\n# dependencies = [\n#   \"%s\",\n# ]\n# ///\nimport tiny\n"
                .formatted(address));
    Revision yaml =
        pipeline(
            "yaml",
            "pipeline.yml",
            "components: {}\n# /// script\n# dependencies = ['%s']\n# ///\n".formatted(address));
    try (PythonEnvironment one = server.open(project);
        PythonEnvironment two = server.open(script);
        PythonEnvironment three = server.open(yaml)) {
      assertThat(tiny(one)).isEqualTo("1.0");
      assertThat(tiny(two)).isEqualTo("1.0");
      assertThat(tiny(three)).isEqualTo("1.0");
    }
  }

  @Test
  void environmentGoesWhenNothingUsesIt() throws IOException {
    PythonEnvironment one = server.open(naming("one", "tiny==1.0"));
    PythonEnvironment same = server.open(naming("same", "tiny==1.0"));
    one.close();
    one.close();
    assertThat(tiny(same)).isEqualTo("1.0");
    same.close();
    await().until(() -> leftOver().isEmpty());
  }

  @Test
  void anotherServerKeepsWhatItUses() throws IOException {
    PythonEnvironments other = server(Map.of("HAYHOOKS_ENVIRONMENT_KEEP", "0"));
    try (PythonEnvironment theirs = other.open(naming("p", "tiny==1.0"))) {
      server.open(naming("q", "tiny==1.0")).close();
      await().until(() -> leftOver().size() == 3); // it, its lock, its use
      assertThat(tiny(theirs)).isEqualTo("1.0");
    }
    await().until(() -> leftOver().isEmpty());
  }

  @Test
  void environmentStaysForTheNextStartWhichNeedsNoInstaller() throws IOException {
    PythonEnvironment before = server.open(naming("p", "tiny==1.0"));
    server.close();
    before.close();
    Files.delete(wheels.resolve("tiny-1.0-py3-none-any.whl"));
    try (PythonEnvironment after = server(Map.of()).open(naming("p", "tiny==1.0"))) {
      assertThat(after.interpreter()).isEqualTo(before.interpreter());
      assertThat(tiny(after)).isEqualTo("1.0");
    }
  }

  @Test
  void installationThatTakesTooLongIsEnded() throws IOException {
    PythonEnvironments hasty = server(Map.of("HAYHOOKS_INSTALL_TIMEOUT", "0"));
    assertThat(failure(hasty, naming("p", "tiny==1.0")))
        .hasMessageContaining("HAYHOOKS_INSTALL_TIMEOUT");
  }

  @Test
  void noInstallationOutlivesTheServer() throws IOException {
    server.close();
    Revision pipeline = naming("p", "tiny==1.0");
    assertThatThrownBy(() -> server.open(pipeline)).hasMessageContaining("the server stops");
  }
}
