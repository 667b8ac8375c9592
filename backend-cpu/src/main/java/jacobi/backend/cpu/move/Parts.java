package jacobi.backend.cpu.move;

import jacobi.backend.cpu.loop.Walk;
import jacobi.type.Axes;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// A cut across one axis into parts of about [Walk#PART] elements.
///
/// Kernels keep the axes whole along which an order matters, so that a part never touches what
/// another one computes, and the bits are the same wherever the cuts lie.
///
/// @param axis the axis that is cut: the longest, the first of those
/// @param count how many parts there are, at least 1
/// @param size the size of that axis
public record Parts(int axis, int count, long size) {

  /// A cut of work of a shape, not along the axes of `whole`, into `most` parts or fewer.
  public static Parts of(Shape shape, Axes whole, int most) {
    long wanted = Math.min(shape.elements() / Walk.PART, most);
    int longest = 0;
    long size = 1;
    for (int axis = 0; axis < shape.rank() && wanted > 1; axis++) {
      if (!whole.contains(axis) && shape.size(axis) > size) {
        longest = axis;
        size = shape.size(axis);
      }
    }
    return new Parts(longest, (int) Math.max(Math.min(wanted, size), 1), size);
  }

  /// What a part has of a layout whose axes up to the cut one are those of the shape.
  public Layout cut(Layout layout, int part) {
    return count == 1
        ? layout
        : layout.slice(axis, size * part / count, size * (part + 1) / count, 1);
  }
}
