// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.PipelineRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The pipelines that are agents now: those that can chat and have not opted out. */
@Singleton
final class Agents {
  private final PipelineRegistry registry;

  @Inject
  Agents(PipelineRegistry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  Optional<Deployment> find(String name) {
    return registry.find(name).filter(Agents::isAgent);
  }

  List<Deployment> all() {
    return registry.all().stream().filter(Agents::isAgent).toList();
  }

  private static boolean isAgent(Deployment deployment) {
    return deployment.signature().chat().isPresent() && !deployment.signature().skipA2a();
  }
}
