// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import java.util.List;

/**
 * What is to be seen, in the order of painting: first what lies below.
 *
 * @param x where its left side is
 * @param y where its upper side is
 */
record Picture(double x, double y, double width, double height, List<Shape> shapes) {
  /** A picture with room for all shapes and a margin around them. */
  static Picture around(List<Shape> shapes, double margin) {
    double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (Shape shape : shapes) {
      if (shape instanceof Rectangle r) {
        include(box, r.x(), r.y());
        include(box, r.x() + r.width(), r.y() + r.height());
      } else if (shape instanceof Wire wire) {
        wire.pieces().forEach(piece -> include(box, piece.x(), piece.y()));
      }
    }
    if (box[0] > box[2]) {
      return new Picture(0, 0, 2 * margin, 2 * margin, shapes);
    }
    return new Picture(
        box[0] - margin,
        box[1] - margin,
        box[2] - box[0] + 2 * margin,
        box[3] - box[1] + 2 * margin,
        shapes);
  }

  private static void include(double[] box, double x, double y) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }

  /** Anything to be seen. Colours are {@code 0xRRGGBB}. */
  sealed interface Shape permits Rectangle, Wire, Dot, Text {}

  /** A filled rectangle with a border and round corners. */
  record Rectangle(
      double x, double y, double width, double height, double radius, int fill, int border)
      implements Shape {}

  /** A line of curves, with words for whoever points at it. */
  record Wire(List<Piece> pieces, int color, String title) implements Shape {}

  /** A step of a wire: to a point, straight or as a curve that starts and ends level. */
  record Piece(Kind kind, double x, double y) {
    enum Kind {
      START,
      STRAIGHT,
      CURVE
    }
  }

  /** A small disc. */
  record Dot(double x, double y, double radius, int color) implements Shape {}

  /** One line of text, at most {@code width} wide, with its full form for whoever points at it. */
  record Text(String text, double x, double y, double size, double width, Style style, String title)
      implements Shape {}

  /** How a text looks. */
  record Style(boolean bold, Align align, int color) {}

  /** Which end of a text is at its place. */
  enum Align {
    LEFT,
    RIGHT
  }
}
