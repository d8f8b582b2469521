// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.client.ServerAddress;
import io.hayhooks.config.ClientConfig;
import io.hayhooks.config.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say which server is meant; what they leave open comes from the settings. */
final class ServerOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The server's URL, with a proxy's path prefix if there is one.")
  private String url;

  @Option(names = "--host", paramLabel = "HOST", description = "The server's host (HAYHOOKS_HOST).")
  private String host;

  @Option(names = "--port", paramLabel = "PORT", description = "Its port (HAYHOOKS_PORT).")
  private Integer port;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description = "Sent as a bearer token (HAYHOOKS_API_KEY).")
  private String apiKey;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  HayhooksClient client() {
    return client(new TreeMap<>());
  }

  /** A client that sends further headers. */
  HayhooksClient client(Map<String, String> headers) {
    ClientConfig config = config();
    Map<String, String> all = new TreeMap<>(headers);
    Optional.ofNullable(apiKey)
        .or(config::apiKey)
        .ifPresent(key -> all.putIfAbsent("Authorization", "Bearer " + key));
    return new HayhooksClient(new ServerAddress(base(config), all, config.anyCertificate()));
  }

  /** The settings of the command line. */
  ClientConfig config() {
    try {
      return new ClientConfig(Settings.load());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private URI base(ClientConfig config) {
    try {
      return url == null
          ? ServerAddress.of(
              config.https(),
              host == null ? config.host() : host,
              port == null ? config.port() : port)
          : ServerAddress.parse(url);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
