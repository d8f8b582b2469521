// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.HttpsURLConnection;

/** One request, one connection, one answer; no time is too long for a pipeline. */
final class Http {
  private static final int CONNECT_MILLIS = 10_000;

  private final ServerAddress address;

  Http(ServerAddress address) {
    this.address = requireNonNull(address, "address is null");
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, Body body) {
    return send("POST", path, requireNonNull(body, "body is null"));
  }

  private Answer send(String method, String path, Body body) {
    URI url = URI.create(address.base() + path);
    HttpURLConnection connection = null;
    try {
      connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setConnectTimeout(CONNECT_MILLIS);
      prepare(connection);
      if (body != null) {
        write(connection, body);
      }
      return answer(connection);
    } catch (HttpRetryException e) {
      throw RefusedException.unauthorized();
    } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
      throw new ConnectionException(
          "Hayhooks server is not responding at %s. To start one, run `hayhooks run`."
              .formatted(address.base()),
          e);
    } catch (IOException e) {
      throw refusedOr(connection, e);
    }
  }

  private void prepare(HttpURLConnection connection) {
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Connection", "close");
    connection.setRequestProperty("Accept", "*/*");
    address.headers().forEach(connection::setRequestProperty);
    if (address.anyCertificate() && connection instanceof HttpsURLConnection secure) {
      AnyCertificate.accept(secure);
    }
  }

  private static void write(HttpURLConnection connection, Body body) throws IOException {
    connection.setDoOutput(true);
    if (!body.contentType().isEmpty()) {
      connection.setRequestProperty("Content-Type", body.contentType());
    }
    connection.setFixedLengthStreamingMode(body.length());
    try (OutputStream out = connection.getOutputStream()) {
      body.writeTo(out);
    }
  }

  private static Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status >= 400) {
      throw refused(connection, status);
    }
    if (status >= 300) {
      String elsewhere = connection.getHeaderField("Location");
      throw new RefusedException(status, "The server refers to " + elsewhere);
    }
    return new Answer(connection, connection.getInputStream());
  }

  private static RefusedException refused(HttpURLConnection connection, int status)
      throws IOException {
    try (InputStream body = connection.getErrorStream()) {
      String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return RefusedException.of(status, text);
    } finally {
      connection.disconnect();
    }
  }

  /** A server may refuse a body before all of it has been sent; then its answer says why. */
  private static RuntimeException refusedOr(HttpURLConnection connection, IOException failure) {
    try {
      if (connection != null && connection.getResponseCode() >= 400) {
        return refused(connection, connection.getResponseCode());
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return new ConnectionException("The server cannot be talked to: " + failure, failure);
  }
}
