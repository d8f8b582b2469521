// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.PipelineName;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is served now, in the order of deployment. A name resolves to a pipeline here and nowhere
 * else; a swap is one write of an immutable map, so readers never wait.
 */
@Singleton
public final class PipelineRegistry {
  private static final Logger LOG = Logger.getLogger(PipelineRegistry.class.getName());

  private final Event<PipelinesChanged> changes;
  private volatile Map<String, Deployment> deployments = Map.of();

  @Inject
  public PipelineRegistry(Event<PipelinesChanged> changes) {
    this.changes = requireNonNull(changes, "changes is null");
  }

  /** The pipeline that serves {@code name}, whether or not the text is a valid name. */
  public Optional<Deployment> find(String name) {
    return Optional.ofNullable(deployments.get(name));
  }

  /** Everything served, the latest deployment last. */
  public List<Deployment> all() {
    return List.copyOf(deployments.values());
  }

  /** Serves {@code deployment} from now on; returns the one it replaces. */
  public Optional<Deployment> replace(Deployment deployment) {
    Optional<Deployment> old;
    synchronized (this) {
      Map<String, Deployment> next = new LinkedHashMap<>(deployments);
      old = Optional.ofNullable(next.remove(deployment.name().value()));
      next.put(deployment.name().value(), deployment);
      deployments = next;
    }
    announce(deployment.name());
    return old;
  }

  /** Serves {@code name} no longer; returns what served it. */
  public Optional<Deployment> remove(PipelineName name) {
    Optional<Deployment> old;
    synchronized (this) {
      Map<String, Deployment> next = new LinkedHashMap<>(deployments);
      old = Optional.ofNullable(next.remove(name.value()));
      deployments = next;
    }
    old.ifPresent(deployment -> announce(name));
    return old;
  }

  /** The change is made; an observer that fails cannot undo it. */
  private void announce(PipelineName name) {
    try {
      changes.fire(new PipelinesChanged(name));
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "A part of the server could not follow a change of " + name, e);
    }
  }
}
