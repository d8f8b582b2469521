// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge;

import io.hayhooks.edge.draw.DrawResource;
import io.hayhooks.edge.http.AnyAccept;
import io.hayhooks.edge.http.BodyLimit;
import io.hayhooks.edge.http.ErrorMapper;
import io.hayhooks.edge.http.JsonWriter;
import io.hayhooks.edge.http.LocalOnlyFilter;
import io.hayhooks.edge.openai.ModelsResource;
import io.hayhooks.edge.rest.DeployResource;
import io.hayhooks.edge.rest.DeployYamlResource;
import io.hayhooks.edge.rest.LogsResource;
import io.hayhooks.edge.rest.RevisionsResource;
import io.hayhooks.edge.rest.RollbackResource;
import io.hayhooks.edge.rest.RunsResource;
import io.hayhooks.edge.rest.StatusResource;
import io.hayhooks.edge.rest.TracesResource;
import io.hayhooks.edge.rest.UndeployResource;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JAX-RS part of the server. Classes are listed, so that every server finds the same ones. It
 * is not final, since some servers make a proxy of it.
 */
@ApplicationPath("/")
public class HayhooksApplication extends Application {
  /** Resources and providers. */
  public static final List<Class<?>> CLASSES =
      List.of(
          AnyAccept.class,
          BodyLimit.class,
          DeployResource.class,
          DeployYamlResource.class,
          DrawResource.class,
          ErrorMapper.class,
          JsonWriter.class,
          LocalOnlyFilter.class,
          LogsResource.class,
          ModelsResource.class,
          RevisionsResource.class,
          RollbackResource.class,
          RunsResource.class,
          StatusResource.class,
          TracesResource.class,
          UndeployResource.class);

  /** None: a server that has no beans in the classes' place would make instances of them. */
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of();
  }

  /** The beans themselves, since RESTEasy knows no constructors but JAX-RS's own. */
  @Override
  @SuppressWarnings("deprecation") // the only portable way to hand over instances
  public Set<Object> getSingletons() {
    Set<Object> beans = new LinkedHashSet<>();
    CLASSES.forEach(type -> beans.add(CDI.current().select(type).get()));
    return beans;
  }

  /** Jersey's own keys; other implementations do not know them and need none. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
