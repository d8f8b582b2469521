// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What could not be loaded at start. It stays here until a pipeline of that name is deployed, or
 * until it is undeployed.
 */
@Singleton
public final class FailedPipelines {
  private final ConcurrentNavigableMap<String, FailedPipeline> failures =
      new ConcurrentSkipListMap<>();

  void add(FailedPipeline failure) {
    failures.merge(failure.name(), failure, FailedPipeline::and);
  }

  boolean remove(String name) {
    return failures.remove(name) != null;
  }

  public Optional<FailedPipeline> find(String name) {
    return Optional.ofNullable(failures.get(name));
  }

  /** All of them, sorted by name. */
  public List<FailedPipeline> all() {
    return List.copyOf(failures.values());
  }
}
