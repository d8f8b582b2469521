// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.content;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Content;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The files that the pages load: these and no others, so no path from outside ever names a file.
 * All are in one directory whose name changes with any of them: modules import each other by
 * relative paths, so one that stayed the same would otherwise load an old one.
 */
@Singleton
public final class Assets {
  /** Below this path of the application they are served. */
  static final String ROOT = "docs/assets";

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8");

  private final Function<String, InputStream> files;
  private final Map<String, Content> contents = new TreeMap<>();
  private final String directory;

  @Inject
  Assets(ServletContext context) {
    this(context::getResourceAsStream, context::getResourcePaths);
  }

  /** Takes the ways to open a file of the web application and to list a directory. */
  Assets(Function<String, InputStream> files, Function<String, Set<String>> lister) {
    this.files = requireNonNull(files, "files is null");
    addOurs(lister.apply("/docs/"));
    addOurs(lister.apply("/console/"));
    String swaggerUi = webjar("org.webjars", "swagger-ui");
    add("swagger-ui.css", swaggerUi + "swagger-ui.css");
    add("swagger-ui-bundle.js", swaggerUi + "swagger-ui-bundle.js");
    add("swagger-ui-bundle.js.LICENSE.txt", swaggerUi + "swagger-ui-bundle.js.LICENSE.txt");
    add("redoc.standalone.js", webjar("org.webjars", "redoc") + "redoc.standalone.js");
    add("lib/diff.js", webjar("org.webjars.npm", "diff") + "lib/index.mjs");
    String preact = webjar("org.webjars.npm", "preact");
    add("lib/preact.js", preact + "dist/preact.module.js");
    add("lib/hooks.js", preact + "hooks/dist/hooks.module.js");
    add("lib/marked.js", webjar("org.webjars.npm", "marked") + "lib/marked.esm.js");
    add("lib/dompurify.js", webjar("org.webjars.npm", "dompurify") + "dist/purify.es.mjs");
    directory = ROOT + "/" + hash() + "/";
  }

  private static String webjar(String group, String name) {
    String note = "/META-INF/maven/%s/%s/pom.properties".formatted(group, name);
    Properties properties = new Properties();
    try (InputStream stream = Assets.class.getResourceAsStream(note)) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "/webjars/%s/%s/".formatted(name, properties.getProperty("version"));
  }

  private void addOurs(Set<String> paths) {
    for (String path : paths) {
      if (TYPES.containsKey(suffix(path))) {
        add(path.substring(path.lastIndexOf('/') + 1), path);
      }
    }
  }

  private void add(String name, String path) {
    try (InputStream stream = files.apply(path)) {
      if (stream == null) {
        throw new IllegalStateException(path + " is missing in the web application");
      }
      byte[] bytes = fitted(name, stream.readAllBytes());
      if (contents.put(name, new Content(TYPES.get(suffix(name)), bytes)) != null) {
        throw new IllegalStateException("There are two files of the name " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String suffix(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /**
   * ReDoc would load its maker's logo from elsewhere; it leaves out a logo that is broken. A bare
   * module name would need an import map, and that an inline script.
   */
  private static byte[] fitted(String name, byte[] bytes) {
    return switch (name) {
      case "redoc.standalone.js" ->
          replaced(bytes, "https://cdn.redoc.ly/redoc/logo-mini.svg", "data:,");
      case "lib/hooks.js" -> replaced(bytes, "from\"preact\"", "from\"./preact.js\"");
      default -> bytes;
    };
  }

  private static byte[] replaced(byte[] bytes, String what, String by) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.replace(what, by).getBytes(StandardCharsets.UTF_8);
  }

  private String hash() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    contents.forEach(
        (name, content) ->
            all.writeBytes((name + content.hash()).getBytes(StandardCharsets.UTF_8)));
    return new Content("", all.toByteArray()).hash();
  }

  /** The directory of all files, relative to the application's root, with a slash at its end. */
  public String directory() {
    return directory;
  }

  /** The address of a file, relative to the application's root. */
  public String path(String file) {
    if (!contents.containsKey(file)) {
      throw new IllegalArgumentException("No asset is named " + file);
    }
    return directory + file;
  }

  /** What a path below {@link #ROOT} stands for. */
  Content find(String path) {
    String wanted = ROOT + path;
    Content content =
        wanted.startsWith(directory) ? contents.get(wanted.substring(directory.length())) : null;
    if (content == null) {
      throw new ServerException(ErrorCode.NOT_FOUND, "Not Found");
    }
    return content;
  }
}
