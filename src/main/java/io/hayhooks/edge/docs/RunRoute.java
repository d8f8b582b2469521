// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.pipeline.RunSignature;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The run route of a pipeline and how Hayhooks names it in OpenAPI: generated clients are called by
 * these names, so they stay as users know them.
 */
record RunRoute(String pipeline, String description, RunSignature run) {
  private static final Pattern NOT_A_WORD = Pattern.compile("\\W", Pattern.UNICODE_CHARACTER_CLASS);

  RunRoute {
    requireNonNull(pipeline, "pipeline is null");
    requireNonNull(description, "description is null");
    requireNonNull(run, "run is null");
  }

  /** The route of a deployment, if it has a run method. */
  static Optional<RunRoute> of(Deployment deployment) {
    return deployment
        .signature()
        .run()
        .map(
            run ->
                new RunRoute(deployment.name().value(), deployment.signature().description(), run));
  }

  /**
   * The path as OpenAPI has it: the plain name, except for the characters that would end the path
   * of a URL or begin an escape in it.
   */
  String path() {
    String segment = pipeline.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
    return "/" + segment + "/run";
  }

  String operationId() {
    return NOT_A_WORD.matcher("%s_run/%s/run".formatted(pipeline, pipeline)).replaceAll("_")
        + "_post";
  }

  /** The name in title case: {@code top_k} is {@code Top K Run}. */
  String summary() {
    StringBuilder title = new StringBuilder();
    boolean inWord = false;
    for (int letter : (pipeline + " run").replace('_', ' ').codePoints().toArray()) {
      title.appendCodePoint(inWord ? Character.toLowerCase(letter) : Character.toTitleCase(letter));
      inWord = Character.isLetter(letter);
    }
    return title.toString();
  }
}
