// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.file.StoredFile;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which of the stored files a client wants to see.
 *
 * @param purpose only files with this one, or null
 * @param after the id of the last file that the client knows, or null
 */
record FileList(String purpose, int limit, boolean oldestFirst, String after) {
  private static final int MOST = 10_000;

  /** Reads a query. */
  static FileList of(HttpServletRequest request) {
    String order = request.getParameter("order");
    if (order != null && !order.equals("asc") && !order.equals("desc")) {
      throw invalid("'order' is either asc or desc");
    }
    return new FileList(
        request.getParameter("purpose"),
        limit(request.getParameter("limit")),
        "asc".equals(order),
        request.getParameter("after"));
  }

  private static int limit(String text) {
    try {
      int limit = text == null ? MOST : Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw invalid("'limit' is a number from 1 to " + MOST);
  }

  private static ServerException invalid(String message) {
    return new ServerException(ErrorCode.INVALID_REQUEST, message);
  }

  /** OpenAI's list object. */
  ObjectNode page(List<StoredFile> oldestFirstFiles) {
    List<StoredFile> files = new ArrayList<>(oldestFirstFiles);
    if (!oldestFirst) {
      Collections.reverse(files);
    }
    files.removeIf(
        file -> purpose != null && !purpose.equals(file.object().path("purpose").asText()));
    int start = 0;
    for (int i = 0; after != null && i < files.size(); i++) {
      if (files.get(i).id().equals(after)) {
        start = i + 1;
      }
    }
    int end = Math.min(files.size(), start + limit);
    ArrayNode data = Json.MAPPER.createArrayNode();
    files.subList(start, end).forEach(file -> data.add(file.object()));
    ObjectNode page = Json.MAPPER.createObjectNode().put("object", "list");
    page.set("data", data);
    page.put("has_more", end < files.size());
    page.set("first_id", data.path(0).path("id"));
    page.set("last_id", data.path(data.size() - 1).path("id"));
    return page;
  }
}
