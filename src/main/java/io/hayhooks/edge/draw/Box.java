// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import io.hayhooks.edge.draw.Graph.Component;
import java.util.List;
import java.util.stream.IntStream;

/** A component with its place: a head with name and type, below it a row for each socket. */
record Box(Component component, double x, double y) {
  static final double HEAD = 46;
  static final double ROW = 22;
  static final double PADDING = 14;
  static final double NAME_SIZE = 15;
  static final double TYPE_SIZE = 12;
  static final double SOCKET_SIZE = 12;
  private static final double GAP = 28;
  private static final double LEAST_WIDTH = 120;
  private static final double FOOT = 8;

  Box at(double newX, double newY) {
    return new Box(component, newX, newY);
  }

  double width() {
    double head =
        Math.max(
            Label.width(Label.of(component.name()), NAME_SIZE) * 1.08, // it is bold
            Label.width(Label.of(component.type()), TYPE_SIZE));
    double rows =
        IntStream.range(0, rows())
            .mapToDouble(
                i -> socketWidth(component.inputs(), i) + socketWidth(component.outputs(), i))
            .max()
            .orElse(0);
    return Math.max(LEAST_WIDTH, Math.max(head, rows + GAP) + 2 * PADDING);
  }

  private static double socketWidth(List<String> sockets, int index) {
    return index < sockets.size() ? Label.width(Label.of(sockets.get(index)), SOCKET_SIZE) : 0;
  }

  private int rows() {
    return Math.max(component.inputs().size(), component.outputs().size());
  }

  double height() {
    return HEAD + rows() * ROW + FOOT;
  }

  double right() {
    return x + width();
  }

  double bottom() {
    return y + height();
  }

  double center() {
    return x + width() / 2;
  }

  /** Where an input is; a connection to one that is not listed goes to the head. */
  double inputY(String socket) {
    return socketY(component.inputs().indexOf(socket));
  }

  double outputY(String socket) {
    return socketY(component.outputs().indexOf(socket));
  }

  double socketY(int index) {
    return index < 0 ? y + HEAD / 2 : y + HEAD + index * ROW + ROW / 2;
  }
}
