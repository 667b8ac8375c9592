package jacobi.backend.cpu.loop;

import jacobi.backend.cpu.parallel.Spare;

/// Where a [Walk] is: one worker's, kept for the next walk.
final class Cursor {
  /// No walk of this backend goes over more operands at once.
  private static final int OPERANDS = 8;

  /// No shape has more axes.
  private static final int AXES = 32;

  static final Spare<Cursor> SPARE = new Spare<>(Cursor::new);

  /// Of each operand the place in the array, which a row may change, and that of the next row.
  final int[] at = new int[OPERANDS];

  final int[] start = new int[OPERANDS];
  final int[] step = new int[OPERANDS];
  final int[] index = new int[AXES];
}
