// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.UploadConfig;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.jetty.http.MultiPart;

/** Reads forms with files. */
@Singleton
public final class Forms {
  private static final String TYPE = "multipart/form-data";

  private final UploadConfig config;
  private final UploadDirectory directory;

  @Inject
  public Forms(UploadConfig config, UploadDirectory directory) {
    this.config = requireNonNull(config, "config is null");
    this.directory = requireNonNull(directory, "directory is null");
  }

  /** Whether a request's body is such a form. */
  public static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(TYPE);
  }

  /**
   * Reads the form of an exchange, then goes on with it. Its files are deleted when the exchange
   * ends, however it ends.
   */
  public void read(Exchange exchange, Consumer<UploadedForm> then) {
    try {
      exchange.await(
          start(exchange),
          form -> {
            exchange.atEnd(form::close);
            then.accept(form);
          });
    } catch (ServerException e) {
      refuse(exchange, e);
    } catch (IOException e) {
      refuse(exchange, FormErrors.noSpace(e));
    }
  }

  private static void refuse(Exchange exchange, ServerException failure) {
    exchange.closeConnection(); // the form is still to come and will not be read
    exchange.fail(failure);
  }

  private CompletableFuture<UploadedForm> start(Exchange exchange) throws IOException {
    HttpServletRequest request = exchange.request();
    long announced = request.getContentLengthLong();
    FormReader.Limits limits = new FormReader.Limits(announced, config.maxUploadSize());
    if (announced > limits.most()) {
      throw FormErrors.tooLarge(limits.most());
    }
    String boundary = MultiPart.extractBoundary(request.getContentType());
    if (boundary == null || boundary.isEmpty()) {
      throw FormErrors.noBoundary();
    }
    if (announced > directory.usableSpace()) {
      throw FormErrors.noSpace(new IOException("it is larger than the space that is left on disk"));
    }
    FormParts parts = new FormParts(directory, new FieldMemory(config.maxFieldsSize()));
    return FormReader.read(
        request.getInputStream(), limits, boundary, parts, exchange::closeConnection);
  }
}
