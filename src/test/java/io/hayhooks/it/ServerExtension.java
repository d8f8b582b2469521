// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one server that all classes share; it starts once, in seconds, and ends last. */
final class ServerExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(ServerExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ServerProcess.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SPACE)
        .getOrComputeIfAbsent("server", key -> new SharedServer(), SharedServer.class)
        .server;
  }

  /** Closed by JUnit when the last test has ended. */
  private static final class SharedServer implements AutoCloseable {
    final ModelServer model = ModelServer.start();
    final ServerProcess server = start();

    private ServerProcess start() {
      try {
        return ServerProcess.start(
            Files.createTempDirectory(TestPaths.TARGET, "pipelines-"),
            Map.of(
                "HAYHOOKS_VALIDATION_STATUS", "422",
                "HAYHOOKS_HEARTBEAT_INTERVAL", "1",
                "HAYHOOKS_ENVIRONMENT_KEEP", "1",
                "HAYHOOKS_A2A_PUSH_TO_PRIVATE_ADDRESSES", "true",
                "OPENAI_BASE_URL", model.url(),
                "OPENAI_API_KEY", "none"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      server.close();
      model.close();
    }
  }
}
