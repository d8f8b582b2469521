// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/**
 * The error page ({@code web.xml}): gives errors that the container itself finds the one error
 * body. Asked for directly, it is not there.
 */
@WebServlet(urlPatterns = "/error", asyncSupported = true)
public final class ErrorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int code = status instanceof Integer known ? known : HttpServletResponse.SC_NOT_FOUND;
    Response.Status meaning = Response.Status.fromStatusCode(code);
    String reason = meaning == null ? "Error " + code : meaning.getReasonPhrase();
    byte[] body = Json.bytes(ErrorBody.of(code, reason, reason));
    response.setStatus(code);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
