// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Hayhooks EE, as Maven noted it down in the WAR. */
@Singleton
final class ProductVersion {
  private static final String NOTE = "/META-INF/maven/io.hayhooks/hayhooks/pom.properties";

  private final String value;

  @Inject
  ProductVersion(ServletContext context) {
    this(read(context));
  }

  ProductVersion(String value) {
    this.value = requireNonNull(value, "value is null");
  }

  private static String read(ServletContext context) {
    Properties note = new Properties();
    try (InputStream stream = context.getResourceAsStream(NOTE)) {
      if (stream != null) {
        note.load(stream);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return note.getProperty("version", "unknown");
  }

  String value() {
    return value;
  }
}
