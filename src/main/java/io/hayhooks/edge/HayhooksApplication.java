// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge;

import io.hayhooks.edge.http.AnyAccept;
import io.hayhooks.edge.http.BodyLimit;
import io.hayhooks.edge.http.ErrorMapper;
import io.hayhooks.edge.http.JsonWriter;
import io.hayhooks.edge.http.LocalOnlyFilter;
import io.hayhooks.edge.openai.ModelsResource;
import io.hayhooks.edge.rest.DeployResource;
import io.hayhooks.edge.rest.StatusResource;
import io.hayhooks.edge.rest.UndeployResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The JAX-RS part of the server. Classes are listed, so that every server finds the same ones. */
@ApplicationPath("/")
public final class HayhooksApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AnyAccept.class,
        BodyLimit.class,
        DeployResource.class,
        ErrorMapper.class,
        JsonWriter.class,
        LocalOnlyFilter.class,
        ModelsResource.class,
        StatusResource.class,
        UndeployResource.class);
  }

  /** Jersey's own keys; other implementations do not know them and need none. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
