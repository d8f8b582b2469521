// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The pipelines that an OpenAI client can talk to. */
@Singleton
@Path("/{prefix:(v1/)?}models")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {
  /** OpenAI's list. */
  public record Models(List<Model> data, String object) {
    public Models {
      data = List.copyOf(data);
    }
  }

  /** One pipeline; {@code name} is Hayhooks' own field. */
  public record Model(String id, String name, String object, long created, String ownedBy) {}

  private final PipelineRegistry registry;

  @Inject
  public ModelsResource(PipelineRegistry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @GET
  public Models all() {
    return new Models(
        registry.all().stream().filter(ModelsResource::talks).map(ModelsResource::model).toList(),
        "list");
  }

  @GET
  @Path("/{id}")
  public Model one(@PathParam("id") String id) {
    return registry
        .find(id)
        .filter(ModelsResource::talks)
        .map(ModelsResource::model)
        .orElseThrow(
            () ->
                new ServerException(
                    ErrorCode.PIPELINE_NOT_FOUND, "The model '%s' does not exist".formatted(id)));
  }

  private static boolean talks(Deployment deployment) {
    return deployment.signature().chat().isPresent()
        || deployment.signature().response().isPresent();
  }

  private static Model model(Deployment deployment) {
    String name = deployment.name().value();
    return new Model(name, name, "model", deployment.deployedAt().getEpochSecond(), "hayhooks");
  }
}
