// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunMethod;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Which pipeline takes an uploaded file. */
@Singleton
final class FileHooks {
  private final PipelineRegistry registry;

  @Inject
  FileHooks(PipelineRegistry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  /**
   * The pipeline that the upload names as its model, or by its purpose; else the only one that
   * takes files. Empty: the file is for nobody in particular.
   *
   * @throws ServerException when the model takes no files, or several pipelines take them
   */
  Optional<String> choose(Optional<String> model, String purpose) {
    if (model.isPresent()) {
      return Optional.of(named(model.get()));
    }
    List<String> takers =
        registry.all().stream()
            .filter(FileHooks::takesFiles)
            .map(deployment -> deployment.name().value())
            .toList();
    if (takers.size() <= 1 || takers.contains(purpose)) {
      return takers.contains(purpose) ? Optional.of(purpose) : takers.stream().findFirst();
    }
    throw new ServerException(
        ErrorCode.INVALID_REQUEST,
        "Several pipelines take files (%s): name one in the form field 'model'"
            .formatted(String.join(", ", takers)));
  }

  private String named(String model) {
    Deployment deployment =
        registry
            .find(model)
            .orElseThrow(
                () ->
                    new ServerException(
                        ErrorCode.PIPELINE_NOT_FOUND, "Pipeline '%s' not found".formatted(model)));
    if (!takesFiles(deployment)) {
      throw new ServerException(
          ErrorCode.NOT_IMPLEMENTED,
          "Pipeline '%s' takes no files: its wrapper defines no run_file_upload".formatted(model));
    }
    return model;
  }

  private static boolean takesFiles(Deployment deployment) {
    return deployment.signature().has(RunMethod.FILE_UPLOAD);
  }
}
