// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The version of Hayhooks EE, as the WAR's manifest states it. */
@Singleton
public final class ProductVersion {
  private static final String MANIFEST = "/META-INF/MANIFEST.MF";

  private final String value;

  @Inject
  public ProductVersion(ServletContext context) {
    this(read(context));
  }

  public ProductVersion(String value) {
    this.value = requireNonNull(value, "value is null");
  }

  private static String read(ServletContext context) {
    try (InputStream stream = context.getResourceAsStream(MANIFEST)) {
      String version =
          stream == null
              ? null
              : new Manifest(stream)
                  .getMainAttributes()
                  .getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? "unknown" : version;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String value() {
    return value;
  }
}
