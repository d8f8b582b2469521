// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What pip is told about where packages come from, in words of uv, which does not read pip's
 * configuration. What is set for uv itself stays as it is.
 */
final class PipSettings {
  private static final List<String> SECTIONS = List.of("global.", "install.", ":env:.");
  private static final List<Path> SYSTEM_CERTIFICATES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private final Map<String, String> settings;

  private PipSettings(Map<String, String> settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  /** Reads what {@code pip config list} prints. */
  static PipSettings of(String list) {
    Map<String, String> settings = new HashMap<>();
    for (String section : SECTIONS) { // later ones win
      list.lines()
          .filter(line -> line.startsWith(section) && line.contains("="))
          .map(line -> line.substring(section.length()).split("=", 2))
          .forEach(parts -> settings.put(parts[0], literal(parts[1])));
    }
    return new PipSettings(settings);
  }

  /** The text of a Python string literal. */
  private static String literal(String quoted) {
    String text = quoted.strip();
    boolean isQuoted = text.length() > 1 && (text.startsWith("'") || text.startsWith("\""));
    String inner = isQuoted ? text.substring(1, text.length() - 1) : text;
    return inner
        .replace("\\\\", "\0")
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\'", "'")
        .replace("\\\"", "\"")
        .replace("\0", "\\");
  }

  /** The variables that uv needs besides those of an environment. */
  Map<String, String> forUv(Map<String, String> environment) {
    Map<String, String> added = new HashMap<>();
    translations()
        .forEach(
            (names, value) -> {
              if (value.isPresent() && names.stream().noneMatch(environment::containsKey)) {
                added.put(names.get(0), value.get());
              }
            });
    return added;
  }

  /** By the name to set, and further ones that say the same. */
  private Map<List<String>, Optional<String>> translations() {
    return Map.ofEntries(
        Map.entry(List.of("UV_DEFAULT_INDEX", "UV_INDEX_URL"), setting("index-url")),
        Map.entry(List.of("UV_INDEX", "UV_EXTRA_INDEX_URL"), list("extra-index-url", " ")),
        Map.entry(List.of("UV_FIND_LINKS"), list("find-links", ",")),
        Map.entry(List.of("UV_NO_INDEX"), setting("no-index").filter(PipSettings::isTrue)),
        Map.entry(List.of("UV_INSECURE_HOST"), list("trusted-host", " ")),
        Map.entry(
            List.of("UV_HTTP_TIMEOUT", "UV_REQUEST_TIMEOUT", "HTTP_TIMEOUT"),
            setting("timeout").or(() -> setting("default-timeout"))),
        Map.entry(List.of("SSL_CERT_FILE"), setting("cert")),
        Map.entry(List.of("SSL_CLIENT_CERT"), setting("client-cert")),
        Map.entry(List.of("HTTP_PROXY", "http_proxy"), setting("proxy")),
        Map.entry(List.of("HTTPS_PROXY", "https_proxy"), setting("proxy")),
        Map.entry(
            List.of("UV_SYSTEM_CERTS", "UV_NATIVE_TLS", "SSL_CERT_FILE"), systemCertificates()));
  }

  private Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name)).filter(value -> !value.isBlank());
  }

  /** A list, without directories that are not there: uv takes them for an error, pip does not. */
  private Optional<String> list(String name, String separator) {
    return setting(name)
        .map(
            value ->
                Arrays.stream(value.strip().split("\\s+"))
                    .filter(item -> !item.startsWith("/") || Files.exists(Path.of(item)))
                    .collect(Collectors.joining(separator)))
        .filter(value -> !value.isEmpty());
  }

  private static boolean isTrue(String value) {
    return List.of("1", "true", "yes", "on", "y", "t").contains(value.toLowerCase(Locale.ROOT));
  }

  /** pip trusts what the system trusts; so does uv when it is told to and there is something. */
  private Optional<String> systemCertificates() {
    boolean some = SYSTEM_CERTIFICATES.stream().anyMatch(Files::exists);
    return some && setting("cert").isEmpty() ? Optional.of("true") : Optional.empty();
  }
}
