// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/** What stands between clients and this server. */
@Singleton
public final class ProxyConfig {
  private static final String PROXIES = "HAYHOOKS_TRUSTED_PROXIES";
  private static final String ROOT_PATH = "HAYHOOKS_ROOT_PATH";
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

  private final List<AddressRange> trusted;
  private final String rootPath;

  @Inject
  public ProxyConfig(Settings settings) {
    trusted = settings.list(PROXIES).stream().map(ProxyConfig::range).toList();
    rootPath = path(settings.text(ROOT_PATH));
  }

  private static AddressRange range(String text) {
    try {
      return AddressRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s has '%s', but each must be an address or a range such as 10.0.0.0/8"
              .formatted(PROXIES, text),
          e);
    }
  }

  private static String path(String text) {
    String bare = text.strip().replaceFirst("/+$", "").replaceFirst("^/*(?=.)", "/");
    if (!PATH.matcher(bare).matches()) {
      throw new IllegalArgumentException(
          "%s is '%s', but must be a path such as /ai".formatted(ROOT_PATH, text));
    }
    return bare;
  }

  /** Whose word on a request's first sender is taken. */
  public List<AddressRange> trusted() {
    return trusted;
  }

  /** Where clients find this server below a host, such as {@code /ai}; empty: at its root. */
  public String rootPath() {
    return rootPath;
  }
}
