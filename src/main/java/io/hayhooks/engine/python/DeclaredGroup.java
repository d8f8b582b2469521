// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayhooks.engine.python.environment.Command;
import io.hayhooks.engine.python.wire.Ready;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineYaml;
import io.hayhooks.pipeline.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The worker group that a pipeline names. In which process it is loaded depends on that, so it must
 * be known before any of its code runs: it is read from the source.
 */
final class DeclaredGroup {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORKER_GROUP = "worker_group";
  private static final String ONE = "1";

  private DeclaredGroup() {}

  /**
   * What a revision says; only a wrapper that has the word at all costs more than reading it.
   *
   * @param command starts the worker package
   * @throws ServerException {@code PIPELINE_NOT_LOADABLE} when it is no name
   */
  static Optional<String> of(Revision revision, List<String> command) {
    Path directory = revision.directory().toAbsolutePath();
    try {
      Path wrapper = directory.resolve(PipelineFiles.WRAPPER);
      Optional<String> group =
          Files.isRegularFile(wrapper)
              ? ofWrapper(wrapper, command)
              : ofOptions(directory.resolve(PipelineYaml.OPTIONS));
      group.ifPresent(DeclaredGroup::checkName);
      return group;
    } catch (IOException e) {
      throw new ServerException(
          ErrorCode.UNAVAILABLE, "The files of '%s' cannot be read".formatted(revision.name()), e);
    }
  }

  private static Optional<String> ofWrapper(Path wrapper, List<String> command) throws IOException {
    String source = new String(Files.readAllBytes(wrapper), StandardCharsets.ISO_8859_1);
    if (!source.contains(WORKER_GROUP)) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>(command);
    words.add("group");
    words.add(wrapper.getParent().toString());
    Optional<String> answer = Command.answer(words);
    return answer.isEmpty() ? Optional.empty() : text(JSON.readTree(answer.get()));
  }

  private static Optional<String> ofOptions(Path options) throws IOException {
    return Files.isRegularFile(options)
        ? text(JSON.readTree(Files.readAllBytes(options)))
        : Optional.empty();
  }

  private static Optional<String> text(JsonNode object) {
    return Optional.ofNullable(object.path(WORKER_GROUP).textValue());
  }

  private static void checkName(String group) {
    if (!PipelineName.isValid(group)) {
      throw wrong("worker_group is '%s', but must be a name as pipelines have".formatted(group));
    }
  }

  /**
   * Refuses a pipeline that was loaded elsewhere than it says now that its code has run.
   *
   * @param group where it was loaded
   */
  static void check(Optional<String> group, Ready ready) {
    if (!ready.workerGroup().equals(group)) {
      throw wrong(
          "worker_group must be a text that is written in the class PipelineWrapper itself, since it"
              + " decides in which process the class is loaded");
    }
    if (group.isPresent() && !(isOne(ready.workersMin()) && isOne(ready.workersMax()))) {
      throw wrong(
          "a wrapper with a worker_group cannot ask for a number of workers (workers_min,"
              + " workers_max): a group shares the memory of one");
    }
  }

  private static boolean isOne(Optional<String> count) {
    return count.isEmpty() || count.get().equals(ONE);
  }

  private static ServerException wrong(String message) {
    return new ServerException(ErrorCode.PIPELINE_NOT_LOADABLE, message + " (PipelineWrapper)");
  }
}
