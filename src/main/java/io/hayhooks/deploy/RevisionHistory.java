// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which revisions a pipeline has had, and which one a rollback means. */
@Singleton
public final class RevisionHistory {
  private final PipelineStore store;
  private final PipelineRegistry registry;
  private final FailedPipelines failures;

  @Inject
  public RevisionHistory(PipelineStore store, PipelineRegistry registry, FailedPipelines failures) {
    this.store = requireNonNull(store, "store is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.failures = requireNonNull(failures, "failures is null");
  }

  /**
   * The revisions of a pipeline, the latest first.
   *
   * @throws ServerException {@code PIPELINE_NOT_FOUND}
   */
  public List<KnownRevision> list(String name) {
    PipelineName valid = check(name);
    Optional<Deployment> served = registry.find(name);
    String current = served.map(RevisionHistory::id).orElse("");
    List<KnownRevision> known = new ArrayList<>();
    store.revisions(valid).forEach(kept -> known.add(KnownRevision.of(kept, current)));
    if (known.stream().noneMatch(KnownRevision::isCurrent)) {
      served.ifPresent(deployment -> known.add(0, KnownRevision.of(deployment)));
    }
    return known;
  }

  /**
   * A revision with its files.
   *
   * @throws ServerException {@code PIPELINE_NOT_FOUND}, or {@code NOT_FOUND} when it is not kept
   */
  public RevisionContent content(String name, String id) {
    PipelineName valid = check(name);
    Optional<Deployment> served = registry.find(name);
    String current = served.map(RevisionHistory::id).orElse("");
    List<KeptRevision> all = store.revisions(valid);
    Optional<KeptRevision> kept = all.stream().filter(one -> one.id().equals(id)).findFirst();
    if (kept.isPresent()) {
      return new RevisionContent(
          KnownRevision.of(kept.get(), current), RevisionReader.read(kept.get().path()));
    }
    Deployment present =
        served.filter(one -> current.equals(id)).orElseThrow(() -> unknown(valid, all));
    return new RevisionContent(
        KnownRevision.of(present), RevisionReader.read(present.revision().directory()));
  }

  /** The revision to roll back to: the one asked for, or the latest that is not served now. */
  KeptRevision target(PipelineName name, Optional<String> wanted) {
    check(name.value());
    List<KeptRevision> kept = store.revisions(name);
    if (wanted.isPresent()) {
      return kept.stream()
          .filter(revision -> revision.id().equals(wanted.get()))
          .findFirst()
          .orElseThrow(() -> unknown(name, kept));
    }
    String current = registry.find(name.value()).map(RevisionHistory::id).orElse("");
    return kept.stream()
        .filter(revision -> !revision.id().equals(current))
        .findFirst()
        .orElseThrow(
            () ->
                new ServerException(
                    ErrorCode.NO_EARLIER_REVISION,
                    "Pipeline '%s' has no earlier revision".formatted(name)));
  }

  private PipelineName check(String name) {
    if (registry.find(name).isEmpty()
        && (failures.find(name).isEmpty() || !PipelineName.isValid(name))) {
      throw new ServerException(
          ErrorCode.PIPELINE_NOT_FOUND, "Pipeline '%s' not found".formatted(name));
    }
    return new PipelineName(name);
  }

  private static String id(Deployment deployment) {
    return deployment.revision().id();
  }

  private static ServerException unknown(PipelineName name, List<KeptRevision> kept) {
    String there =
        kept.isEmpty()
            ? "none is kept"
            : "there are " + String.join(", ", kept.stream().map(KeptRevision::id).toList());
    return new ServerException(
        ErrorCode.NOT_FOUND, "Pipeline '%s' has no such revision; %s".formatted(name, there));
  }
}
