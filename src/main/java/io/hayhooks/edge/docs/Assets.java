// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import io.hayhooks.edge.http.Content;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/**
 * The files that the pages load: these and no others, so no path from outside ever names a file.
 * Each has an address that changes with its content.
 */
@Singleton
final class Assets {
  /** Below this path of the application they are served. */
  static final String ROOT = "docs/assets";

  private static final String OURS = "/docs/";

  private final Function<String, InputStream> files;
  private final Map<String, String> paths = new HashMap<>();
  private final Map<String, Content> contents = new HashMap<>();

  @Inject
  Assets(ServletContext context) {
    this(context::getResourceAsStream);
  }

  /** Takes the way to open a file by its path in the web application. */
  Assets(Function<String, InputStream> files) {
    this.files = files;
    String swaggerUi = webjar("swagger-ui");
    String redoc = webjar("redoc");
    add("text/css; charset=utf-8", swaggerUi, "swagger-ui.css");
    add("text/javascript; charset=utf-8", swaggerUi, "swagger-ui-bundle.js");
    add("text/plain; charset=utf-8", swaggerUi, "swagger-ui-bundle.js.LICENSE.txt");
    add("text/javascript; charset=utf-8", redoc, "redoc.standalone.js");
    add("text/css; charset=utf-8", OURS, "hayhooks.css");
    add("image/svg+xml", OURS, "hayhooks.svg");
    add("text/javascript; charset=utf-8", OURS, "here.js");
    add("text/javascript; charset=utf-8", OURS, "redoc.js");
    add("text/javascript; charset=utf-8", OURS, "swagger-ui.js");
  }

  private static String webjar(String name) {
    String note = "/META-INF/maven/org.webjars/%s/pom.properties".formatted(name);
    Properties properties = new Properties();
    try (InputStream stream = Assets.class.getResourceAsStream(note)) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "/webjars/%s/%s/".formatted(name, properties.getProperty("version"));
  }

  private void add(String type, String directory, String file) {
    try (InputStream stream = files.apply(directory + file)) {
      if (stream == null) {
        throw new IllegalStateException(directory + file + " is missing in the web application");
      }
      Content content = new Content(type, withoutStrangers(file, stream.readAllBytes()));
      String path = "/%s/%s".formatted(content.hash(), file);
      paths.put(file, ROOT + path);
      contents.put(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** ReDoc would load its maker's logo from elsewhere; it leaves out a logo that is broken. */
  private static byte[] withoutStrangers(String file, byte[] bytes) {
    if (!file.equals("redoc.standalone.js")) {
      return bytes;
    }
    return new String(bytes, StandardCharsets.UTF_8)
        .replace("https://cdn.redoc.ly/redoc/logo-mini.svg", "data:,")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The address of a file, relative to the application's root. */
  String path(String file) {
    String path = paths.get(file);
    if (path == null) {
      throw new IllegalArgumentException("No asset is named " + file);
    }
    return path;
  }

  /** What a path below {@link #ROOT} stands for. */
  Content find(String path) {
    Content content = contents.get(path);
    if (content == null) {
      throw new ServerException(ErrorCode.NOT_FOUND, "Not Found");
    }
    return content;
  }
}
